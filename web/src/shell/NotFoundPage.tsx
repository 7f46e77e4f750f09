import { IconMapQuestion } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { ButtonLink } from "../ui/links.tsx";
import { StateMessage } from "../ui/StateMessage.tsx";

export function NotFoundPage() {
  const { t } = useTranslation();
  const action = (
    <ButtonLink to="/" variant="default">
      {t("notFound.action")}
    </ButtonLink>
  );
  return (
    <StateMessage icon={IconMapQuestion} title={t("notFound.title")} action={action}>
      {t("notFound.message")}
    </StateMessage>
  );
}
