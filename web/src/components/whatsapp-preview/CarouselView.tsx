import { useTranslation } from "react-i18next";
import type { RenderedCard } from "../../api/types.ts";
import { FormattedText } from "./FormattedText.tsx";
import { HeaderView } from "./HeaderView.tsx";
import { MessageButtons } from "./MessageButtons.tsx";
import classes from "./whatsapp.module.css";

/** The cards under a message, moved sideways with a finger, the wheel or the arrow keys. */
export function CarouselView({ cards }: { cards: RenderedCard[] }) {
  const { t } = useTranslation("campaigns");
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <ul className={classes.cards} aria-label={t("preview.cards", { count: cards.length })} tabIndex={0}>
      {cards.map((card, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two cards may be alike; their place is their identity
        <li key={index} className={classes.card}>
          <div className={classes.content}>
            <HeaderView header={card.header} />
            {card.body && <FormattedText text={card.body} />}
          </div>
          {card.buttons && card.buttons.length > 0 && <MessageButtons buttons={card.buttons} />}
        </li>
      ))}
    </ul>
  );
}
