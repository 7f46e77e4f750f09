import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { importPreviewQuery } from "../../../api/queries/imports.ts";
import type { Import, ImportOptions, ImportPreview } from "../../../api/types.ts";
import { LoadError } from "../../../components/LoadError.tsx";
import type { CurrentWorkspace } from "../../../shell/use-workspace.ts";
import { PageSkeleton } from "../../../ui/Skeletons.tsx";
import { useUrlState } from "../../../util/search.ts";
import { CheckStep } from "./CheckStep.tsx";
import { ColumnsStep } from "./ColumnsStep.tsx";
import { ImportSteps, steps } from "./ImportSteps.tsx";
import type { Mapping } from "./mapping.ts";
import { OptionsStep } from "./OptionsStep.tsx";

type Props = { workspace: CurrentWorkspace; job: Import };

/** Columns, options, check: an uploaded file on its way to being imported, now or days later. */
export function ImportSetup({ workspace, job }: Props) {
  const { data: preview, error, refetch } = useQuery(importPreviewQuery(workspace.slug, job.id));
  if (error && !preview) return <LoadError error={error} onRetry={refetch} />;
  if (!preview) return <PageSkeleton />;
  return <Steps workspace={workspace} job={job} preview={preview} />;
}

function Steps({ workspace, job, preview }: Props & { preview: ImportPreview }) {
  const [{ step }, setSearch] = useUrlState();
  const [mapping, setMapping] = useState<Mapping>(job.mapping ?? preview.suggestedMapping);
  const [options, setOptions] = useState<ImportOptions>(() => firstOptions(workspace, job, preview));
  const tried = job.state !== "uploaded";
  const wanted = steps.indexOf((step ?? (tried ? "check" : "columns")) as (typeof steps)[number]);
  const active = job.state === "checking" ? 3 : Math.max(1, wanted);
  const go = (to: (typeof steps)[number]) => {
    setSearch({ step: to });
    window.scrollTo({ top: 0 });
  };
  return (
    <>
      <ImportSteps active={active} onStep={(next) => go(steps[next] ?? "columns")} />
      {active === 1 && (
        <ColumnsStep
          preview={preview}
          mapping={mapping}
          findBy={options.findBy}
          onChange={setMapping}
          onNext={() => go("options")}
        />
      )}
      {active === 2 && (
        <OptionsStep
          workspace={workspace.slug}
          headers={preview.headers}
          mapping={mapping}
          options={options}
          onChange={(change) => setOptions({ ...options, ...change })}
          onBack={() => go("columns")}
          onNext={() => go("check")}
        />
      )}
      {active === 3 && (
        <CheckStep
          workspace={workspace.slug}
          job={job}
          setup={{ mapping, options: sent(options) }}
          onBack={() => go("options")}
        />
      )}
    </>
  );
}

/** Its own from a dry run, else those of the earlier import like it; its list was that import's. */
function firstOptions(workspace: CurrentWorkspace, job: Import, preview: ImportPreview): ImportOptions {
  const { listName: _list, ...earlier } = preview.suggestedFrom?.options ?? {};
  const own = job.mapping ? job.options : earlier;
  return { defaultCountry: workspace.defaultCountry, ...own };
}

function sent({ listName, ...options }: ImportOptions): ImportOptions {
  return listName?.trim() ? { ...options, listName: listName.trim() } : options;
}
