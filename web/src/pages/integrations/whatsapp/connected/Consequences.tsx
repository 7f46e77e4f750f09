import { List, Loader, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { consequencesQuery } from "../../../../api/queries/integrations.ts";
import { LoadError } from "../../../../components/LoadError.tsx";
import { useWorkspace } from "../../../../shell/use-workspace.ts";
import { useFormat } from "../../../../ui/format.ts";
import { PlainLink } from "../../../../ui/links.tsx";
import { paths } from "../../../../util/paths.ts";

/** What would happen, counted now: messages that wait, campaigns that run, people who are subscribed. */
export function Consequences({ kind, id }: { kind: "archive" | "move" | "disconnect"; id: string }) {
  const { t } = useTranslation("integrations");
  const { slug } = useWorkspace();
  const format = useFormat();
  const query = useQuery(consequencesQuery(slug, { kind, id }));
  if (query.error) return <LoadError error={query.error} onRetry={query.refetch} />;
  if (!query.data) return <Loader size="sm" aria-label={t("common:loading")} />;
  const { phones, pendingSends, subscribed, campaigns } = query.data;
  return (
    <>
      <List size="sm" spacing={6} mt="sm" aria-label={t("leaving.consequences")}>
        {kind !== "archive" && phones.length > 0 && (
          <List.Item>
            {t(`leaving.${kind}Phones`, {
              count: phones.length,
              phones: phones.map(format.phone).join(", "),
            })}
          </List.Item>
        )}
        <List.Item>{t("leaving.pending", { count: pendingSends })}</List.Item>
        {campaigns.length > 0 && (
          <List.Item>
            {t("leaving.campaigns", { count: campaigns.length })}{" "}
            {campaigns.map((campaign, index) => (
              <span key={campaign.id}>
                {index > 0 && ", "}
                <PlainLink to={paths.campaign(slug, campaign.id)}>{campaign.name}</PlainLink>
              </span>
            ))}
          </List.Item>
        )}
        <List.Item>
          {t(`leaving.subscribed.${kind === "move" ? "move" : "stay"}`, { count: subscribed })}
        </List.Item>
      </List>
      <Text size="sm" c="dimmed" mt="sm">
        {t(`leaving.kept.${kind}`)}
      </Text>
    </>
  );
}
