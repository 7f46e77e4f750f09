import { html, useRef } from "../../lib/html.js";
import { Icon } from "../icons.js";
import { Buttons } from "./Buttons.js";
import { Header } from "./Header.js";
import { whatsappText } from "./whatsapp-text.js";

/** Cards beside each other: swiped, moved by arrow keys or by the arrows at the edges. */
export function Carousel({ t, message, chat }) {
  const strip = useRef(null);
  const move = (by) => {
    const step = strip.current.firstElementChild.offsetWidth + 8;
    const smooth = matchMedia("(prefers-reduced-motion: no-preference)").matches;
    strip.current.scrollBy({ left: by * step, behavior: smooth ? "smooth" : "auto" });
  };
  const onKey = (event) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    move(by);
  };
  return html`<div class="carousel">
    <div class="carousel-strip" ref=${strip} role="group" aria-roledescription=${t("carousel")} aria-label=${t("cards", { n: message.cards.length })} tabindex="0" onKeyDown=${onKey}>
      ${message.cards.map(
        (
          card,
        ) => html`<section key=${card.index} class="card-bubble" aria-label=${t("cardOf", { i: card.index + 1, n: message.cards.length })}>
          <${Header} t=${t} header=${card.header} />
          ${card.body && html`<div class="text">${whatsappText(card.body)}</div>`}
          <span class="grow"></span>
          <${Buttons} t=${t} message=${message} card=${card.index} buttons=${card.buttons} chat=${chat} />
        </section>`,
      )}
    </div>
    <button type="button" class="carousel-arrow before" aria-label=${t("previousCard")} onClick=${() => move(-1)}><${Icon} name="back" /></button>
    <button type="button" class="carousel-arrow after" aria-label=${t("nextCard")} onClick=${() => move(1)}><${Icon} name="next" /></button>
  </div>`;
}
