import { Input, Select, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { subscriptionGroupsQuery } from "../../api/queries/integrations.ts";
import { numberLabel } from "../../components/number-label.ts";
import { useWorkspace } from "../../shell/use-workspace.ts";
import { TextLink } from "../../ui/links.tsx";
import { paths } from "../../util/paths.ts";

type Props = {
  value: string;
  onChange: (id: string) => void;
  error?: string | undefined;
  disabled?: boolean;
  /** It can no longer be another one; says why. */
  fixed?: boolean;
};

/** The numbers of the workspace that are in use; none while they are being read. */
export function useNumbers() {
  return useLoadedNumbers() ?? [];
}

/** undefined: not read yet. What could not be read counts as none. */
export function useLoadedNumbers() {
  const { slug } = useWorkspace();
  const query = useQuery(subscriptionGroupsQuery(slug));
  if (query.isPending) return undefined;
  return (query.data ?? []).filter((number) => !number.archivedAt);
}

export function NumberSelect({ value, onChange, error, disabled, fixed }: Props) {
  const { t } = useTranslation("optins");
  const { slug } = useWorkspace();
  const loaded = useLoadedNumbers();
  const numbers = loaded ?? [];
  if (loaded?.length === 0 && !value)
    return (
      <div>
        <Input.Label labelElement="div">{t("number")}</Input.Label>
        <Text size="sm" c="dimmed" role="note">
          {t("noNumbers")} <TextLink to={paths.whatsapp(slug)}>{t("connectNumber")}</TextLink>
        </Text>
        {error && (
          <Text size="xs" c="var(--mantine-color-error)" role="alert">
            {error}
          </Text>
        )}
      </div>
    );
  return (
    <Select
      label={t("number")}
      description={t(fixed ? "numberFixed" : "numberHelp")}
      data={numbers.map((number) => ({ value: number.id, label: numberLabel(number) }))}
      value={value || null}
      onChange={(id) => onChange(id ?? "")}
      allowDeselect={false}
      disabled={Boolean(disabled || fixed)}
      error={error}
      nothingFoundMessage={t("noNumbers")}
    />
  );
}
