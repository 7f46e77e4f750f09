import { Divider, Drawer, Stack, Table, Text, Title } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import {
  changeEvent,
  type RegistryEventDetail,
  registryEventQuery,
  registryKey,
} from "../../api/queries/data.ts";
import { LoadError } from "../../components/LoadError.tsx";
import { useWorkspace } from "../../shell/use-workspace.ts";
import { useFormat } from "../../ui/format.ts";
import { CardSkeleton } from "../../ui/Skeletons.tsx";
import { BlockSection } from "./BlockSection.tsx";
import { DescriptionField } from "./DescriptionField.tsx";
import { References } from "./References.tsx";
import { Sparkline } from "./Sparkline.tsx";

/** One event beside the list: how often, what it carries, where it is used, and what can be done to it. */
export function EventDrawer({ name, onClose }: { name: string; onClose: () => void }) {
  const { t } = useTranslation("data");
  const { slug } = useWorkspace();
  const { data, error, refetch } = useQuery(registryEventQuery(slug, name));
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="lg"
      title={name}
      closeButtonProps={{ "aria-label": t("common:close") }}
    >
      {error && !data ? (
        <LoadError error={error} onRetry={refetch} compact />
      ) : data ? (
        <Detail event={data} />
      ) : (
        <CardSkeleton height={320} />
      )}
    </Drawer>
  );
}

function Detail({ event }: { event: RegistryEventDetail }) {
  const { t } = useTranslation("data");
  const format = useFormat();
  const workspace = useWorkspace();
  const queryClient = useQueryClient();
  const change = useMutation({
    mutationFn: (input: { description?: string; blocklisted?: boolean }) =>
      changeEvent(workspace.slug, event.name, input),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: registryKey(workspace.slug, "events") }),
  });
  const canWrite = workspace.can("write");
  const total = format.number(event.total);
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        {t("inThirtyDays", {
          count: event.total,
          total: event.exact ? total : t("about", { number: total }),
        })}
        {event.lastSeen && ` · ${t("lastSeen", { date: format.dateTime(event.lastSeen) })}`}
      </Text>
      <Sparkline days={event.days} label={t("sparkline", { name: event.name })} width={340} height={56} />
      <DescriptionField
        key={event.description}
        value={event.description}
        readOnly={!canWrite}
        saving={change.isPending}
        error={change.variables?.description === undefined ? null : change.error}
        onSave={(description) => change.mutate({ description })}
      />
      <Divider />
      <Title order={3}>{t("properties")}</Title>
      <Properties event={event} />
      <Divider />
      <Title order={3}>{t("whereUsed")}</Title>
      <References workspace={workspace.slug} references={event.references} />
      {canWrite && (
        <>
          <Divider />
          <Title order={3}>{t("manage")}</Title>
          <div>
            <BlockSection
              what="event"
              name={event.name}
              blocklistedAt={event.blocklistedAt}
              references={event.references}
              saving={change.isPending}
              error={change.variables?.blocklisted === undefined ? null : change.error}
              onChange={(blocklisted) => change.mutateAsync({ blocklisted })}
            />
          </div>
        </>
      )}
    </Stack>
  );
}

function Properties({ event }: { event: RegistryEventDetail }) {
  const { t } = useTranslation("data");
  const format = useFormat();
  if (event.properties.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {t("noProperties")}
      </Text>
    );
  return (
    <>
      <Table.ScrollContainer minWidth={460} type="native">
        <Table fz="sm" verticalSpacing={6} horizontalSpacing={8}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t("column.property")}</Table.Th>
              <Table.Th scope="col">{t("column.type")}</Table.Th>
              <Table.Th scope="col">{t("column.examples")}</Table.Th>
              <Table.Th scope="col" ta="right">
                {t("column.share")}
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {event.properties.map((property) => (
              <Table.Tr key={property.name}>
                <Table.Td style={{ overflowWrap: "anywhere" }}>{property.name}</Table.Td>
                <Table.Td>
                  {property.types.map((type) => t(`type.${type}`, { defaultValue: type })).join(", ")}
                </Table.Td>
                <Table.Td c="dimmed" style={{ overflowWrap: "anywhere" }}>
                  {property.examples.join(", ")}
                </Table.Td>
                <Table.Td ta="right">{format.percent(property.share)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <Text size="xs" c="dimmed">
        {t("lookedAt", { count: event.lookedAt, events: format.number(event.lookedAt) })}
      </Text>
    </>
  );
}
