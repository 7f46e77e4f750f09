import { useTranslation } from "react-i18next";
import type { MessageField } from "./message-fields.ts";

/** "Body variable 1", "Header image URL", "Card 2: Link of “Track order”". */
export function useFieldLabel(): (field: Pick<MessageField, "labelKey" | "labelParams" | "card">) => string {
  const { t } = useTranslation("campaigns");
  return ({ labelKey, labelParams, card }) => {
    const field =
      labelKey === "headerMedia"
        ? t(`composer.fields.headerMedia.${labelParams.format}`)
        : t(`composer.fields.${labelKey}`, labelParams);
    return card === null ? field : t("composer.fields.ofCard", { card, field });
  };
}
