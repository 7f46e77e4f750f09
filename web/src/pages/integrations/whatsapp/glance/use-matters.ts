import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { unfinishedSignupsQuery } from "../../../../api/queries/integrations.ts";
import type { Signup, WhatsAppIntegration } from "../../../../api/types.ts";
import { openNoticesQuery } from "../../../../components/notices/queries.ts";
import type { Notice } from "../../../../components/notices/types.ts";
import { useNoticeText } from "../../../../components/notices/use-notice-text.ts";
import { useWorkspace } from "../../../../shell/use-workspace.ts";
import { useFormat } from "../../../../ui/format.ts";
import { paths } from "../../../../util/paths.ts";

/** One thing that wants somebody: what, and where it is mended. */
export type Matter = {
  key: string;
  urgent: boolean;
  text: string;
  action: string;
  to: string;
};

/** Everything about the workspace's numbers that wants somebody, the urgent first: notices, and what was begun and not finished. */
export function useMatters(integration: WhatsAppIntegration): Matter[] {
  const workspace = useWorkspace();
  const notices = useQuery(openNoticesQuery(workspace.slug));
  const signups = useQuery({
    ...unfinishedSignupsQuery(workspace.slug),
    enabled: workspace.can("manage"),
  });
  const ofNotice = useNoticeMatter();
  const ofSignup = useSignupMatter();
  const told = (notices.data?.items ?? []).filter(({ kind }) => kind !== "template_stopped");
  const stopped = (signups.data ?? []).filter(({ state }) => state !== "running");
  return [...useFailing(integration, told), ...told.map(ofNotice), ...stopped.map(ofSignup)].sort(
    (a, b) => Number(b.urgent) - Number(a.urgent),
  );
}

function useNoticeMatter(): (notice: Notice) => Matter {
  const { t } = useTranslation("notices");
  const { slug } = useWorkspace();
  const textOf = useNoticeText();
  return (notice) => ({
    key: notice.id,
    urgent: notice.severity === "critical",
    text: textOf(notice).title,
    action: t("look"),
    to: paths.inside(slug, notice.link),
  });
}

function useSignupMatter(): (signup: Signup) => Matter {
  const { t } = useTranslation("integrations");
  const { slug } = useWorkspace();
  const format = useFormat();
  return (signup) => ({
    key: signup.id,
    urgent: false,
    text: t(`resume.${signup.state}`, {
      what: signup.phone ? format.phone(signup.phone) : t(`resume.kinds.${signup.kind}`),
    }),
    action: t("resume.open"),
    to: paths.handover(slug, signup),
  });
}

/** A refused key shows at once, also before the notice about it is written. */
function useFailing({ connections }: WhatsAppIntegration, told: readonly Notice[]): Matter[] {
  const { t } = useTranslation("integrations");
  const { slug } = useWorkspace();
  const known = new Set(told.filter(({ severity }) => severity === "critical").map(({ subject }) => subject));
  return connections
    .filter(({ id, state }) => state === "failing" && !known.has(id))
    .map((connection) => ({
      key: connection.id,
      urgent: true,
      text: [connection.accountName ?? connection.keyName, t(`connected.states.${connection.state}`)]
        .filter(Boolean)
        .join(": "),
      action: t("notices:look"),
      to: paths.connection(slug, connection.id),
    }));
}
