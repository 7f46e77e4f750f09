import { useEffect, useRef, useState } from "react";
import { ApiError, apiUrl } from "../../../../api/client.ts";
import { useWorkspace } from "../../../../shell/use-workspace.ts";
import { connectionPath } from "./queries.ts";
import type { DoctorCheck } from "./types.ts";

export type Examination = {
  /** Names of all checks, in the order they are shown; empty until the first line came. */
  checks: string[];
  results: Map<string, DoctorCheck>;
  running: boolean;
  /** Set when it is over. */
  at: string | null;
  version: string | null;
  error: unknown;
};

type Line = { checks: string[] } | { result: DoctorCheck } | { done: { at: string; version: string } };

const before: Examination = {
  checks: [],
  results: new Map(),
  running: false,
  at: null,
  version: null,
  error: null,
};

/** Runs the doctor and follows it line by line. */
export function useDoctor(connectionId: string): { examination: Examination; examine: () => Promise<void> } {
  const { slug } = useWorkspace();
  const [examination, setExamination] = useState(before);
  const abort = useRef<AbortController | null>(null);
  useEffect(() => () => abort.current?.abort(), []);

  async function examine(): Promise<void> {
    abort.current?.abort();
    const control = new AbortController();
    abort.current = control;
    setExamination({ ...before, running: true });
    try {
      const url = apiUrl(connectionPath(slug, connectionId, "/doctor"));
      for await (const line of linesOf(url, control.signal)) setExamination((now) => take(now, line));
      setExamination((now) => ({ ...now, running: false, error: now.at ? null : new Error("broke off") }));
    } catch (error) {
      if (!control.signal.aborted) setExamination((now) => ({ ...now, running: false, error }));
    }
  }

  return { examination, examine };
}

function take(now: Examination, line: Line): Examination {
  if ("checks" in line) return { ...now, checks: line.checks };
  if ("result" in line) return { ...now, results: new Map(now.results).set(line.result.check, line.result) };
  return { ...now, at: line.done.at, version: line.done.version };
}

async function* linesOf(url: string, signal: AbortSignal): AsyncGenerator<Line> {
  const response = await fetch(url, {
    method: "POST",
    credentials: "same-origin",
    headers: { accept: "application/x-ndjson" },
    signal,
  });
  if (!response.ok || !response.body) {
    const body = (await response.json().catch(() => null)) as {
      error?: ConstructorParameters<typeof ApiError>[1];
    } | null;
    throw new ApiError(response.status, body?.error ?? { code: "unexpected", message: "" });
  }
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const lines = (rest + value).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) if (line) yield JSON.parse(line) as Line;
  }
}
