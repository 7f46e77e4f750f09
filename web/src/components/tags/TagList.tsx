import { Badge, Group } from "@mantine/core";
import { useTranslation } from "react-i18next";

/** The first labels of something, and how many more there are. */
export function TagList({ tags, most = 3 }: { tags: readonly string[]; most?: number }) {
  const { t } = useTranslation();
  if (tags.length === 0) return null;
  const rest = tags.slice(most);
  return (
    <Group gap={4} component="ul" aria-label={t("tags.label")} m={0} p={0} style={{ listStyle: "none" }}>
      {tags.slice(0, most).map((tag) => (
        <li key={tag}>
          <Badge variant="default" radius="sm" tt="none" fw={500} maw={180}>
            {tag}
          </Badge>
        </li>
      ))}
      {rest.length > 0 && (
        <li title={rest.join(", ")}>
          <Badge variant="default" radius="sm" tt="none" fw={500}>
            +{rest.length}
          </Badge>
        </li>
      )}
    </Group>
  );
}
