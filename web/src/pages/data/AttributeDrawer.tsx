import { Divider, Drawer, Select, Stack, Text, Title } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import {
  type AttributeChange,
  changeAttribute,
  type RegistryAttributeDetail,
  registryAttributeQuery,
  registryKey,
} from "../../api/queries/data.ts";
import { useErrorText } from "../../api/use-error-text.ts";
import { useAttributeWords } from "../../components/attribute-label.ts";
import { LoadError } from "../../components/LoadError.tsx";
import { useWorkspace } from "../../shell/use-workspace.ts";
import { useFormat } from "../../ui/format.ts";
import { CardSkeleton } from "../../ui/Skeletons.tsx";
import { AttributeValues } from "./AttributeValues.tsx";
import { attributeTypes } from "./attribute-types.ts";
import { BlockSection } from "./BlockSection.tsx";
import { DescriptionField } from "./DescriptionField.tsx";
import { References } from "./References.tsx";
import { RemoveValues } from "./RemoveValues.tsx";

type Props = { name: string; standard: boolean; onClose: () => void };

/** One attribute beside the list: meaning, values, uses, and what can be done to it. */
export function AttributeDrawer({ name, standard, onClose }: Props) {
  const { t } = useTranslation("data");
  const { slug } = useWorkspace();
  const { attributeLabel } = useAttributeWords();
  const { data, error, refetch } = useQuery(registryAttributeQuery(slug, name, standard));
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="lg"
      title={attributeLabel(name, !standard)}
      closeButtonProps={{ "aria-label": t("common:close") }}
    >
      {error && !data ? (
        <LoadError error={error} onRetry={refetch} compact />
      ) : data ? (
        <Detail attribute={data} />
      ) : (
        <CardSkeleton height={320} />
      )}
    </Drawer>
  );
}

function Detail({ attribute }: { attribute: RegistryAttributeDetail }) {
  const { t } = useTranslation("data");
  const format = useFormat();
  const workspace = useWorkspace();
  const queryClient = useQueryClient();
  const change = useMutation({
    mutationFn: (input: AttributeChange) => changeAttribute(workspace.slug, attribute.name, input),
    onSuccess: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: registryKey(workspace.slug, "attributes") }),
        queryClient.invalidateQueries({ queryKey: ["attributes", workspace.slug] }),
      ]),
  });
  const own = !attribute.standard;
  const canWrite = workspace.can("write");
  const { fill } = attribute;
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        {t(`type.${attribute.type}`)} ·{" "}
        {t(fill.exact ? "fill" : "fillAbout", {
          count: fill.contacts,
          contacts: format.number(fill.contacts),
          share: format.percent(fill.ratio),
        })}
        {attribute.createdAt && ` · ${t("createdAt", { date: format.date(attribute.createdAt) })}`}
      </Text>
      {own && (
        <DescriptionField
          key={attribute.description}
          value={attribute.description}
          readOnly={!canWrite}
          saving={change.isPending}
          error={change.variables?.description === undefined ? null : change.error}
          onSave={(description) => change.mutate({ description })}
        />
      )}
      <Divider />
      <Title order={3}>{t("values")}</Title>
      <AttributeValues attribute={attribute} />
      <Divider />
      <Title order={3}>{t("whereUsed")}</Title>
      <References workspace={workspace.slug} references={attribute.references} />
      {own && canWrite && (
        <>
          <Divider />
          <Title order={3}>{t("manage")}</Title>
          <TypeField
            attribute={attribute}
            error={change.variables?.type === undefined ? null : change.error}
            onChange={(type) => change.mutate({ type })}
          />
          <div>
            <BlockSection
              what="attribute"
              name={attribute.name}
              blocklistedAt={attribute.blocklistedAt}
              references={attribute.references}
              saving={change.isPending}
              error={change.variables?.blocklisted === undefined ? null : change.error}
              onChange={(blocklisted) => change.mutateAsync({ blocklisted })}
            />
          </div>
          <RemoveValues attribute={attribute} />
        </>
      )}
    </Stack>
  );
}

type TypeProps = { attribute: RegistryAttributeDetail; error: unknown; onChange: (type: string) => void };

/** Contacts' values have the type; only what nobody has can get another one. */
function TypeField({ attribute, error, onChange }: TypeProps) {
  const { t } = useTranslation("data");
  const errorText = useErrorText();
  const used = attribute.fill.contacts > 0;
  return (
    <Select
      label={t("column.type")}
      description={t(used ? "typeFixed" : "typeFree")}
      disabled={used}
      allowDeselect={false}
      value={attribute.type}
      data={attributeTypes.map((value) => ({ value, label: t(`type.${value}`) }))}
      error={error ? errorText(error).message : undefined}
      onChange={(type) => type && onChange(type)}
    />
  );
}
