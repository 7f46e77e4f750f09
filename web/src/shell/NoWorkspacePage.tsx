import { Button } from "@mantine/core";
import { IconBuildingBridge2 } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { auth } from "../api/client.ts";
import { StateMessage } from "../ui/StateMessage.tsx";
import { loginPath } from "../util/paths.ts";

/** Signed in, but a member of nothing. */
export function NoWorkspacePage() {
  const { t } = useTranslation();
  const leave = () => auth.signOut().finally(() => window.location.assign(loginPath()));
  const action = (
    <Button variant="default" onClick={() => void leave()}>
      {t("signOut")}
    </Button>
  );
  return (
    <StateMessage icon={IconBuildingBridge2} title={t("noWorkspace.title")} action={action}>
      {t("noWorkspace.message")}
    </StateMessage>
  );
}
