import { Alert, Code, Drawer, Stack, Table, Text, Title } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useRef } from "react";
import { useTranslation } from "react-i18next";
import { whatsappQuery } from "../../api/queries/integrations.ts";
import type { Template } from "../../api/types.ts";
import { numberLabel } from "../../components/number-label.ts";
import { WhatsAppPreview } from "../../components/whatsapp-preview/WhatsAppPreview.tsx";
import { useWorkspace } from "../../shell/use-workspace.ts";
import { useFormat } from "../../ui/format.ts";
import { sampleMessage } from "./sample-message.ts";
import { TemplateStatus } from "./TemplateStatus.tsx";

type Props = { template: Template | undefined; onClose: () => void };

/** A template as its receiver sees it, with the facts about it below. */
export function TemplateDrawer({ template, onClose }: Props) {
  const { t } = useTranslation("templates");
  // While the drawer slides shut it still shows what it showed.
  const last = useRef(template);
  if (template) last.current = template;
  const shown = template ?? last.current;
  return (
    <Drawer
      opened={template !== undefined}
      onClose={onClose}
      title={shown?.name}
      size={440}
      closeButtonProps={{ "aria-label": t("common:close") }}
    >
      {shown && <TemplateDetails template={shown} />}
    </Drawer>
  );
}

function TemplateDetails({ template }: { template: Template }) {
  const { t } = useTranslation("templates");
  const format = useFormat();
  const { slug } = useWorkspace();
  // Templates are shared by all numbers of their WhatsApp Business group.
  const group = useQuery(whatsappQuery(slug)).data?.groups.find(
    (g) => g.id === template.whatsappBusinessGroupId,
  );
  const usable = group?.subscriptionGroups.filter((number) => !number.archivedAt) ?? [];
  const facts: [label: string, value: ReactNode][] = [
    [t("columns.status"), <TemplateStatus key="status" template={template} />],
    [t("columns.language"), `${format.language(template.language)} (${template.language})`],
    [t("columns.category"), t(`categories.${template.category}`, { defaultValue: template.category })],
    [
      t("details.quality"),
      t(`qualities.${template.quality ?? "UNKNOWN"}`, { defaultValue: template.quality ?? "–" }),
    ],
    [t("columns.synced"), template.syncedAt ? format.dateTime(template.syncedAt) : "–"],
  ];
  return (
    <Stack gap="md">
      {template.rejectionReason && (
        <Alert role="note" color="red" icon={<IconAlertTriangle aria-hidden />} title={t("details.rejected")}>
          {t(`rejections.${template.rejectionReason}`, { defaultValue: template.rejectionReason })}
        </Alert>
      )}
      <WhatsAppPreview
        message={sampleMessage(template)}
        senderName={usable[0]?.displayName ?? t("details.sender")}
      />
      <Table aria-label={t("details.facts")} withRowBorders={false} verticalSpacing={4} horizontalSpacing={0}>
        <Table.Tbody>
          {facts.map(([label, value]) => (
            <Table.Tr key={label}>
              <Table.Th scope="row" w={130} fw={400} c="dimmed" fz="sm">
                {label}
              </Table.Th>
              <Table.Td>{value}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Variables template={template} />
      {usable.length > 0 && (
        <Text size="sm" c="dimmed">
          {t("details.numbers", { numbers: format.list(usable.map(numberLabel)) })}
        </Text>
      )}
    </Stack>
  );
}

function Variables({ template }: { template: Template }) {
  const { t } = useTranslation("templates");
  if (template.variables.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t("details.noVariables")}
      </Text>
    );
  }
  return (
    <section aria-labelledby="template-variables">
      <Title order={3} id="template-variables" fz="sm" mb={4}>
        {t("details.variables")}
      </Title>
      <Table verticalSpacing={4} horizontalSpacing={0} withRowBorders={false}>
        <Table.Tbody>
          {template.variables.map((variable) => (
            <Table.Tr key={variable.key}>
              <Table.Th scope="row" fw={400} w={150}>
                <Code>{variable.key}</Code>
              </Table.Th>
              <Table.Td>
                <Text size="sm" c="dimmed">
                  {variable.sample
                    ? t("details.sample", { sample: variable.sample })
                    : t(`kinds.${variable.kind}`, { defaultValue: variable.kind })}
                </Text>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}
