import { Button, Checkbox, Group, Radio, Select, Stack, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiError } from "../../../api/client.ts";
import { subscriptionGroupsQuery } from "../../../api/queries/integrations.ts";
import type { ImportOptions, NewImport } from "../../../api/types.ts";
import { useCountryOptions } from "../../../components/country-options.ts";
import { ErrorAlert } from "../../../components/ErrorAlert.tsx";
import { numberLabel } from "../../../components/number-label.ts";
import type { CurrentWorkspace } from "../../../shell/use-workspace.ts";
import { useFormat } from "../../../ui/format.ts";
import { Section } from "../../../ui/Section.tsx";
import type { Mapping } from "./mapping.ts";

type SubscriptionChoice = "keep" | "subscribed" | "unsubscribed";

type Props = {
  workspace: CurrentWorkspace;
  upload: NewImport;
  mapping: Mapping;
  starting: boolean;
  error: unknown;
  onBack: () => void;
  onStart: (options: ImportOptions) => void;
};

/** Step 3: what applies to every row, and the start. */
export function OptionsStep({ workspace, upload, mapping, starting, error, onBack, onStart }: Props) {
  const { t } = useTranslation("contacts");
  const countries = useCountryOptions();
  const [country, setCountry] = useState(workspace.defaultCountry);
  const [choice, setChoice] = useState<SubscriptionChoice>("keep");
  const [numberId, setNumberId] = useState("");
  const [withSegment, setWithSegment] = useState(false);
  const [segmentName, setSegmentName] = useState(() => segmentNameFor(upload.fileName));
  const [tried, setTried] = useState(false);
  const missing = {
    number: choice !== "keep" && numberId === "",
    segment: withSegment && segmentName.trim() === "",
  };
  const start = () => {
    setTried(true);
    if (missing.number || missing.segment) return;
    onStart({
      defaultCountry: country,
      ...(choice !== "keep" && { subscriptionGroupId: numberId, subscriptionState: choice }),
      ...(withSegment && { segmentName: segmentName.trim() }),
    });
  };
  return (
    <Stack gap="md">
      <ErrorAlert error={error}>
        <RefusedColumns error={error} />
      </ErrorAlert>
      <Section title={t("import.options.title")}>
        <Stack gap="lg">
          <Select
            label={t("import.options.country")}
            description={t("import.options.countryHint")}
            searchable
            allowDeselect={false}
            maw={360}
            data={countries}
            value={country}
            onChange={(picked) => picked && setCountry(picked)}
          />
          <Subscription
            workspace={workspace.slug}
            choice={choice}
            onChoice={setChoice}
            numberId={numberId}
            onNumber={setNumberId}
            error={tried && missing.number ? t("import.options.numberRequired") : undefined}
          />
          <div>
            <Checkbox
              label={t("import.options.segment")}
              description={t("import.options.segmentHint")}
              checked={withSegment}
              onChange={(event) => setWithSegment(event.currentTarget.checked)}
            />
            {withSegment && (
              <TextInput
                label={t("import.options.segmentName")}
                mt="xs"
                ml={28}
                maw={360}
                value={segmentName}
                error={tried && missing.segment && t("import.options.segmentRequired")}
                onChange={(event) => setSegmentName(event.currentTarget.value)}
              />
            )}
          </div>
        </Stack>
      </Section>
      <Group justify="space-between" align="center">
        <Button variant="default" onClick={onBack}>
          {t("common:back")}
        </Button>
        <Group gap="md">
          <Summary upload={upload} mapping={mapping} />
          <Button onClick={start} loading={starting}>
            {t("import.start")}
          </Button>
        </Group>
      </Group>
    </Stack>
  );
}

/** The server checks the columns too, against what it knows of the workspace's attributes. */
function RefusedColumns({ error }: { error: unknown }) {
  if (!(error instanceof ApiError) || error.details.length === 0) return null;
  return (
    <ul>
      {error.details.map((detail) => (
        <li key={`${detail.path}:${detail.message}`}>{detail.message}</li>
      ))}
    </ul>
  );
}

type SubscriptionProps = {
  workspace: string;
  choice: SubscriptionChoice;
  onChoice: (choice: SubscriptionChoice) => void;
  numberId: string;
  onNumber: (id: string) => void;
  error: string | undefined;
};

function Subscription({ workspace, choice, onChoice, numberId, onNumber, error }: SubscriptionProps) {
  const { t } = useTranslation("contacts");
  const { data: groups = [] } = useQuery(subscriptionGroupsQuery(workspace));
  const usable = groups.filter((group) => group.archivedAt === null);
  if (usable.length === 0) return null;
  const choose = (value: string) => {
    onChoice(value === "subscribed" || value === "unsubscribed" ? value : "keep");
    if (numberId === "" && usable.length === 1) onNumber(usable[0]?.id ?? "");
  };
  return (
    <div>
      <Radio.Group
        label={t("import.options.subscription")}
        description={t("import.options.subscriptionHint")}
        value={choice}
        onChange={choose}
      >
        <Stack gap={8} mt="xs">
          {(["keep", "subscribed", "unsubscribed"] as const).map((value) => (
            <Radio
              key={value}
              value={value}
              label={t(`import.options.subscriptionChoice.${value}`)}
              description={value === "subscribed" ? t("import.options.consent") : undefined}
            />
          ))}
        </Stack>
      </Radio.Group>
      {choice !== "keep" && (
        <Select
          label={t("import.options.number")}
          placeholder={t("import.options.numberPlaceholder")}
          mt="xs"
          ml={28}
          maw={360}
          error={error}
          data={usable.map((group) => ({ value: group.id, label: numberLabel(group) }))}
          value={numberId || null}
          allowDeselect={false}
          onChange={(id) => onNumber(id ?? "")}
        />
      )}
    </div>
  );
}

function Summary({ upload, mapping }: { upload: NewImport; mapping: Mapping }) {
  const { t } = useTranslation("contacts");
  const format = useFormat();
  const columns = Object.values(mapping);
  const used = columns.filter((column) => column.target !== "ignore").length;
  return (
    <Text size="sm" c="dimmed" visibleFrom="xs">
      {upload.totalRows !== null &&
        `${t("import.rows", { count: upload.totalRows, formatted: format.number(upload.totalRows) })} · `}
      {t("import.columnsUsed", { used, total: columns.length })}
    </Text>
  );
}

function segmentNameFor(fileName: string): string {
  return fileName.replace(/\.[a-z]+$/i, "").slice(0, 100);
}
