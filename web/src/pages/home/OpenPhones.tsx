import { Button } from "@mantine/core";
import { IconExternalLink } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

/** Only with the sandbox running: its phones are where a person can answer a campaign. */
export function OpenPhones({ url, primary }: { url: string; primary: boolean }) {
  const { t } = useTranslation("home");
  return (
    <Button
      component="a"
      href={`${url}/phones`}
      target="_blank"
      rel="noreferrer"
      size="xs"
      variant={primary ? "filled" : "default"}
      rightSection={<IconExternalLink size={14} aria-hidden />}
    >
      {t("checklist.inbound.action")}
    </Button>
  );
}
