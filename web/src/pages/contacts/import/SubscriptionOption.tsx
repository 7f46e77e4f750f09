import { Select } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ImportOptions } from "../../../api/types.ts";
import { Section } from "../../../ui/Section.tsx";
import { Choice } from "./Choice.tsx";
import { useNumbers } from "./use-numbers.ts";

type Props = {
  workspace: string;
  options: ImportOptions;
  onChange: (change: Partial<ImportOptions>) => void;
  error: string | undefined;
};

/** One subscription state for all rows; nothing to ask where there is no number. */
export function SubscriptionOption({ workspace, options, onChange, error }: Props) {
  const { t } = useTranslation("contacts");
  const numbers = useNumbers(workspace);
  if (numbers.length === 0) return null;
  const choice = options.subscriptionState ?? "keep";
  const choose = (value: "keep" | "subscribed" | "unsubscribed") =>
    onChange(
      value === "keep"
        ? { subscriptionState: null, subscriptionGroupId: null }
        : {
            subscriptionState: value,
            subscriptionGroupId:
              options.subscriptionGroupId ?? (numbers.length === 1 ? (numbers[0]?.value ?? null) : null),
          },
    );
  return (
    <Section title={t("import.options.subscription")}>
      <Choice
        label={t("import.options.subscriptionHint")}
        value={choice}
        choices={(["keep", "subscribed", "unsubscribed"] as const).map((value) => ({
          value,
          label: t(`import.options.subscriptionChoice.${value}`),
          ...(value === "subscribed" ? { description: t("import.options.consent") } : {}),
        }))}
        onChange={choose}
      />
      {choice !== "keep" && (
        <Select
          label={t("import.options.number")}
          placeholder={t("import.options.numberPlaceholder")}
          mt="xs"
          ml={28}
          maw={360}
          error={error}
          data={numbers}
          value={options.subscriptionGroupId ?? null}
          allowDeselect={false}
          onChange={(id) => onChange({ subscriptionGroupId: id })}
        />
      )}
    </Section>
  );
}
