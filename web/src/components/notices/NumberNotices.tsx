import { Alert, Stack } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useWorkspace } from "../../shell/use-workspace.ts";
import { openNoticesQuery } from "./queries.ts";
import { useNoticeText } from "./use-notice-text.ts";

type Noticed = { id: string; connectionId?: string; pause?: { of: string } | null };

const pauseKinds: ReadonlySet<string> = new Set(["number_paused", "number_restricted"]);

/** Warnings about these numbers: somebody else sends, inbound goes elsewhere, a restriction, low quality. Nothing when all is well. */
export function NumberNotices({ numbers }: { numbers: readonly Noticed[] }) {
  const { slug } = useWorkspace();
  const { data } = useQuery(openNoticesQuery(slug));
  const textOf = useNoticeText();
  const ids = new Set(numbers.map(({ id }) => id));
  // A number that is paused has a banner of its own beside this, which says the same.
  const paused = new Set(numbers.filter(({ pause }) => pause?.of === "number").map(({ id }) => id));
  // Where the provider does not name the number, the warning is about the connection they share.
  const connections = new Set(numbers.map(({ connectionId }) => connectionId));
  const about = (data?.items ?? []).filter(
    ({ subject, kind }) =>
      (ids.has(subject) && !(paused.has(subject) && pauseKinds.has(kind))) ||
      (kind === "foreign_traffic" && connections.has(subject)),
  );
  if (about.length === 0) return null;
  return (
    <Stack gap="xs" mt="xs">
      {about.map((notice) => {
        const { title, message } = textOf(notice);
        return (
          <Alert
            key={notice.id}
            role="note"
            color={notice.severity === "critical" ? "red" : "yellow"}
            icon={<IconAlertTriangle aria-hidden />}
            title={title}
          >
            {message}
          </Alert>
        );
      })}
    </Stack>
  );
}
