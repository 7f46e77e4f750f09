import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { RegistryReference } from "../../api/queries/data.ts";
import { TextLink } from "../../ui/links.tsx";
import { paths } from "../../util/paths.ts";
import classes from "./data.module.css";

const pathOf: Readonly<Record<string, (workspace: string, id: string) => string>> = {
  segment: paths.segment,
  campaign: paths.campaign,
  import: paths.importJob,
};

/** The segments, campaigns and imports that name an attribute or an event. */
export function References({
  workspace,
  references,
}: {
  workspace: string;
  references: RegistryReference[];
}) {
  const { t } = useTranslation("data");
  if (references.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {t("notUsed")}
      </Text>
    );
  return (
    <ul className={classes.list}>
      {references.slice(0, 100).map((reference) => (
        <li key={`${reference.kind}:${reference.id}`}>
          <Text size="xs" c="dimmed" component="span" w={78} style={{ flex: "none" }}>
            {t(`reference.${reference.kind}`, { defaultValue: reference.kind })}
          </Text>
          <TextLink to={(pathOf[reference.kind] ?? paths.segment)(workspace, reference.id)} size="sm">
            {reference.name}
          </TextLink>
          {reference.kind === "segment" && reference.detail && (
            <Text size="xs" c="dimmed" component="span">
              {reference.detail}
            </Text>
          )}
        </li>
      ))}
    </ul>
  );
}
