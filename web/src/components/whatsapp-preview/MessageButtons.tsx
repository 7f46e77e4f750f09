import {
  IconArrowBackUp,
  IconBuildingStore,
  IconCopy,
  IconExternalLink,
  IconListDetails,
  IconMapPin,
  IconPhone,
  IconShoppingBag,
  IconTemplate,
} from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { RenderedButton } from "../../api/types.ts";
import classes from "./whatsapp.module.css";

const ICONS: Record<string, typeof IconPhone> = {
  QUICK_REPLY: IconArrowBackUp,
  URL: IconExternalLink,
  PHONE_NUMBER: IconPhone,
  COPY_CODE: IconCopy,
  FLOW: IconTemplate,
  CATALOG: IconBuildingStore,
  MPM: IconShoppingBag,
  MULTI_PRODUCT: IconShoppingBag,
  LIST: IconListDetails,
  LOCATION_REQUEST: IconMapPin,
  VOICE_CALL: IconPhone,
  OTP: IconCopy,
};

/** WhatsApp shows up to three buttons; of more it shows two and a row that opens the rest. */
const SHOWN_WHEN_MANY = 2;

export function MessageButtons({ buttons }: { buttons: RenderedButton[] }) {
  const { t } = useTranslation("campaigns");
  const [open, setOpen] = useState(false);
  const many = buttons.length > 3;
  const shown = many && !open ? buttons.slice(0, SHOWN_WHEN_MANY) : buttons;
  return (
    <ul className={classes.buttons}>
      {shown.map((button, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two buttons may be alike; their place is their identity
        <ButtonRow key={index} button={button} />
      ))}
      {many && (
        <li>
          <button
            type="button"
            className={classes.button}
            onClick={() => setOpen(!open)}
            aria-expanded={open}
          >
            <IconListDetails size={17} aria-hidden="true" />
            <span>{open ? t("preview.fewerOptions") : t("preview.allOptions")}</span>
          </button>
        </li>
      )}
    </ul>
  );
}

function ButtonRow({ button }: { button: RenderedButton }) {
  const { t } = useTranslation("campaigns");
  const Icon = ICONS[button.type] ?? IconArrowBackUp;
  const detail = button.url ?? button.code ?? button.phoneNumber;
  const text = button.type === "LOCATION_REQUEST" ? t("preview.sendLocation") : button.text;
  return (
    <li className={classes.button} title={detail}>
      <Icon size={17} aria-hidden="true" />
      <span>{text}</span>
    </li>
  );
}
