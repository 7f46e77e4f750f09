import { Button, Stack, Text } from "@mantine/core";
import { IconBrandWhatsapp } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { WhatsAppIntegration } from "../../../api/types.ts";
import { EmptyState } from "../../../ui/EmptyState.tsx";
import { Section } from "../../../ui/Section.tsx";
import { useUrlState } from "../../../util/search.ts";
import { BusinessGroup } from "./connected/AccountCard.tsx";
import classes from "./NativeTab.module.css";

const rows = ["bill", "needs", "numbers", "tell"] as const;

/** What a native connection is, how its groups are told apart, and which there are. */
export function NativeTab({ integration }: { integration: WhatsAppIntegration }) {
  const { t } = useTranslation("integrations");
  const [, setSearch] = useUrlState();
  const groups = integration.groups.filter((group) => group.provider === "meta");
  return (
    <Stack gap="md">
      <Section title={t("native.groupsTitle")} description={t("native.about")}>
        {groups.length === 0 ? (
          <EmptyState
            compact
            icon={IconBrandWhatsapp}
            title={t("native.none.title")}
            action={
              <Button variant="default" onClick={() => setSearch({ tab: "byo" })}>
                {t("native.none.action")}
              </Button>
            }
          >
            {t("native.none.message")}
          </EmptyState>
        ) : (
          <Stack gap="lg">
            {groups.map((group) => (
              <BusinessGroup key={group.id} group={group} />
            ))}
          </Stack>
        )}
      </Section>
      <Section title={t("native.compareTitle")}>
        <Comparison />
        <Text size="sm" c="dimmed" mt="sm">
          {t("native.move")}
        </Text>
      </Section>
    </Stack>
  );
}

/** A table on wide screens; on a phone one question after the other. */
function Comparison() {
  const { t } = useTranslation("integrations");
  return (
    <dl className={classes.comparison}>
      {rows.map((row) => (
        <div key={row} className={classes.row}>
          <dt>{t(`native.compare.${row}.label`)}</dt>
          {(["native", "byo"] as const).map((way) => (
            <dd key={way}>
              <span className={classes.way}>{t(`tabs.${way}`)}</span>
              {t(`native.compare.${row}.${way}`)}
            </dd>
          ))}
        </div>
      ))}
    </dl>
  );
}
