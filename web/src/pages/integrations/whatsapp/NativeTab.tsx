import { Button, Stack, Table, Text } from "@mantine/core";
import { IconBrandWhatsapp } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { WhatsAppIntegration } from "../../../api/types.ts";
import { EmptyState } from "../../../ui/EmptyState.tsx";
import { Section } from "../../../ui/Section.tsx";
import { useUrlState } from "../../../util/search.ts";
import { BusinessGroup } from "./connected/AccountCard.tsx";

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
        <Table.ScrollContainer minWidth={480} type="native">
          <Table verticalSpacing="sm" layout="fixed">
            <Table.Thead>
              <Table.Tr>
                <Table.Th w="22%" />
                <Table.Th scope="col">{t("tabs.native")}</Table.Th>
                <Table.Th scope="col">{t("tabs.byo")}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map((row) => (
                <Table.Tr key={row} style={{ verticalAlign: "top" }}>
                  <Table.Th scope="row">{t(`native.compare.${row}.label`)}</Table.Th>
                  <Table.Td>{t(`native.compare.${row}.native`)}</Table.Td>
                  <Table.Td>{t(`native.compare.${row}.byo`)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
        <Text size="sm" c="dimmed" mt="sm">
          {t("native.move")}
        </Text>
      </Section>
    </Stack>
  );
}
