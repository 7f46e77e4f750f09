import { Button, Group, Text } from "@mantine/core";
import { IconFileSpreadsheet, IconFileUpload } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { type DragEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { uploadImport } from "../../../api/queries/imports.ts";
import type { NewImport } from "../../../api/types.ts";
import { ErrorAlert } from "../../../components/ErrorAlert.tsx";
import { ActionButton } from "../../../ui/ActionButton.tsx";
import { useFormat } from "../../../ui/format.ts";
import { Section } from "../../../ui/Section.tsx";
import classes from "./import.module.css";

type Props = { workspace: string; onUploaded: (created: NewImport) => void };

/** Step 1: a CSV file, dropped or chosen. */
export function FileStep({ workspace, onUploaded }: Props) {
  const { t } = useTranslation("contacts");
  const [file, setFile] = useState<File | null>(null);
  const upload = useMutation({
    mutationFn: (chosen: File) => uploadImport(workspace, chosen),
    onSuccess: onUploaded,
  });
  const choose = (chosen: File | null) => {
    upload.reset();
    setFile(chosen);
  };
  return (
    <Section title={t("import.file.title")} description={t("import.file.text")}>
      <ErrorAlert error={upload.error} mb="md" />
      <DropArea file={file} onFile={choose} />
      <Text size="xs" c="dimmed" mt="xs">
        {t("import.file.hint")}
      </Text>
      <Group justify="flex-end" mt="lg">
        <ActionButton
          disabledReason={!file && t("import.file.chooseFirst")}
          loading={upload.isPending}
          onClick={() => file && upload.mutate(file)}
        >
          {t("import.file.upload")}
        </ActionButton>
      </Group>
    </Section>
  );
}

function DropArea({ file, onFile }: { file: File | null; onFile: (file: File | null) => void }) {
  const { t } = useTranslation("contacts");
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const [dropped] = event.dataTransfer.files;
    if (dropped) onFile(dropped);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is for the mouse; the button inside does the same
    <div
      className={classes.drop}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      {file ? <ChosenFile file={file} /> : <IconFileUpload size={34} stroke={1.4} aria-hidden />}
      {!file && <Text size="sm">{t("import.file.drop")}</Text>}
      <input
        ref={input}
        type="file"
        accept=".csv,.tsv,.txt,.gz,text/csv,text/tab-separated-values,application/gzip"
        aria-label={t("import.file.label")}
        className={classes.hiddenInput}
        onChange={(event) => onFile(event.currentTarget.files?.[0] ?? null)}
      />
      <Button variant="default" size="xs" onClick={() => input.current?.click()}>
        {file ? t("import.file.chooseOther") : t("import.file.choose")}
      </Button>
    </div>
  );
}

function ChosenFile({ file }: { file: File }) {
  const format = useFormat();
  const kilobytes = Math.max(1, Math.round(file.size / 1024));
  const size =
    kilobytes < 1024
      ? `${format.number(kilobytes)} kB`
      : `${format.number(Math.round(kilobytes / 102.4) / 10)} MB`;
  return (
    <Group gap="sm" wrap="nowrap" role="status">
      <IconFileSpreadsheet size={30} stroke={1.4} aria-hidden />
      <div style={{ textAlign: "left", minWidth: 0 }}>
        <Text size="sm" fw={550} style={{ overflowWrap: "anywhere" }}>
          {file.name}
        </Text>
        <Text size="xs" c="dimmed">
          {size}
        </Text>
      </div>
    </Group>
  );
}
