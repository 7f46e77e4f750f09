import { useTranslation } from "react-i18next";
import type { DoctorCheck } from "./types.ts";
import { useCheckText } from "./use-check-text.ts";

type Report = { connectionId: string; at: string; version: string; results: DoctorCheck[] };

/** The report as text for a support request: each finding in words and by its stable code. */
export function useReportText(): (report: Report) => string {
  const { t } = useTranslation("doctor");
  const textOf = useCheckText();
  return ({ connectionId, at, version, results }) => {
    const lines = results.flatMap((check) => {
      const { title, message, items } = textOf(check);
      return [
        `[${t(`doctor.states.${check.state}`)}] ${title} (${check.check}.${check.code}, ${check.tookMs} ms)`,
        `    ${message}`,
        ...items.map((item) => `    - ${item}`),
      ];
    });
    return [`Ponte ${version} · ${connectionId} · ${at}`, "", ...lines, ""].join("\n");
  };
}
