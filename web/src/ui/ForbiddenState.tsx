import { IconLock } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { StateMessage } from "./StateMessage.tsx";

/** The person's role does not reach this page. */
export function ForbiddenState() {
  const { t } = useTranslation();
  return (
    <StateMessage icon={IconLock} title={t("forbidden.title")}>
      {t("forbidden.message")}
    </StateMessage>
  );
}
