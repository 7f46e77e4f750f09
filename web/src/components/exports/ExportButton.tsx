import { Button, type ButtonProps, Modal } from "@mantine/core";
import { IconFileDownload } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ExportSource } from "../../api/types.ts";
import { useWorkspace } from "../../shell/use-workspace.ts";
import { ExportForm } from "./ExportForm.tsx";
import { ExportProgress } from "./ExportProgress.tsx";

type Props = ButtonProps & {
  /** Whom: a segment, a filter, a search, chosen contacts; all that is given holds at once. */
  source: ExportSource;
  /** What the file is called at first: the segment's name, for one. */
  name: string;
  /** On the button, when it is not "Export". */
  label?: string;
};

/** Exports contacts to CSV: columns are chosen, the file is written, downloaded. For people who may not, there is no button. */
export function ExportButton({ source, name, label, ...button }: Props) {
  const { t } = useTranslation("contacts");
  const workspace = useWorkspace();
  const [opened, setOpened] = useState(false);
  const [exportId, setExportId] = useState<string | null>(null);
  if (!workspace.can("write")) return null;
  const close = () => {
    setOpened(false);
    setExportId(null);
  };
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconFileDownload size={16} aria-hidden />}
        {...button}
        onClick={() => setOpened(true)}
      >
        {label ?? t("exports.button")}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={t("exports.title")}
        closeButtonProps={{ "aria-label": t("common:close") }}
      >
        {exportId ? (
          <ExportProgress workspace={workspace.slug} exportId={exportId} onClose={close} />
        ) : (
          <ExportForm workspace={workspace.slug} source={source} name={name} onStarted={setExportId} />
        )}
      </Modal>
    </>
  );
}
