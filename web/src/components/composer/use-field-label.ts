import { useTranslation } from "react-i18next";
import type { MessageField } from "./message-fields.ts";

/** "Body variable 1", "Image address", "Link of “Track order”". */
export function useFieldLabel(): (field: Pick<MessageField, "labelKey" | "labelParams">) => string {
  const { t } = useTranslation("campaigns");
  return ({ labelKey, labelParams }) => {
    if (labelKey === "headerMedia") return t(`composer.fields.headerMedia.${labelParams.format}`);
    return t(`composer.fields.${labelKey}`, labelParams);
  };
}
