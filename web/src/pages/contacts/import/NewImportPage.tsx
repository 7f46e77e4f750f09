import { Stepper } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { importQuery, importsKey, startImport } from "../../../api/queries/imports.ts";
import type { ImportOptions, NewImport } from "../../../api/types.ts";
import { useWorkspace } from "../../../shell/use-workspace.ts";
import { ForbiddenState } from "../../../ui/ForbiddenState.tsx";
import { PageHeader } from "../../../ui/PageHeader.tsx";
import { paths } from "../../../util/paths.ts";
import { ColumnsStep } from "./ColumnsStep.tsx";
import { FileStep } from "./FileStep.tsx";
import { initialMapping, type Mapping } from "./mapping.ts";
import { OptionsStep } from "./OptionsStep.tsx";

/** An import from file to start, in three steps. Its progress has a page of its own, so it can be left and found again. */
export function NewImportPage() {
  const { t } = useTranslation("contacts");
  const workspace = useWorkspace();
  const [step, setStep] = useState(0);
  const [upload, setUpload] = useState<NewImport | null>(null);
  const [mapping, setMapping] = useState<Mapping>({});
  const starting = useStart(workspace.slug, upload?.id, mapping);
  if (!workspace.can("write")) return <ForbiddenState />;

  const uploaded = (created: NewImport) => {
    const { headers, rows, suggestedMapping } = created.preview;
    setUpload(created);
    setMapping(initialMapping(headers, rows, suggestedMapping as Mapping));
    setStep(1);
  };
  return (
    <>
      <PageHeader
        title={t("import.title")}
        description={t("import.subtitle")}
        back={{ to: paths.contacts(workspace.slug), label: t("title") }}
      />
      <Stepper
        active={step}
        size="xs"
        mb="lg"
        allowNextStepsSelect={false}
        onStepClick={(next) => next < step && setStep(next)}
      >
        <Stepper.Step label={t("import.step.file")} />
        <Stepper.Step label={t("import.step.columns")} />
        <Stepper.Step label={t("import.step.options")} />
      </Stepper>
      {step === 0 && <FileStep workspace={workspace.slug} onUploaded={uploaded} />}
      {upload && step === 1 && (
        <ColumnsStep
          upload={upload}
          mapping={mapping}
          onChange={setMapping}
          onBack={() => setStep(0)}
          onNext={() => setStep(2)}
        />
      )}
      {upload && step === 2 && (
        <OptionsStep
          workspace={workspace}
          upload={upload}
          mapping={mapping}
          starting={starting.isPending}
          error={starting.error}
          onBack={() => setStep(1)}
          onStart={(options) => starting.mutate(options)}
        />
      )}
    </>
  );
}

function useStart(workspace: string, id: string | undefined, mapping: Mapping) {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (options: ImportOptions) => {
      if (!id) throw new Error("nothing was uploaded");
      return startImport(workspace, id, mapping, options);
    },
    onSuccess: (started) => {
      queryClient.setQueryData(importQuery(workspace, started.id).queryKey, started);
      void queryClient.invalidateQueries({ queryKey: [...importsKey(workspace), "pages"] });
      void navigate({ to: paths.importJob(workspace, started.id) });
    },
  });
}
