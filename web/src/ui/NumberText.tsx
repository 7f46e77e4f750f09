import { Text, type TextProps } from "@mantine/core";
import { useFormat } from "./format.ts";

/** A number as the language writes it; a dash when there is none. */
export function NumberText({
  value,
  compact,
  ...rest
}: { value: number | null | undefined; compact?: boolean } & TextProps) {
  const format = useFormat();
  const shown =
    value === null || value === undefined ? "–" : compact ? format.compact(value) : format.number(value);
  return (
    <Text span inherit {...rest} title={compact && value ? format.number(value) : undefined}>
      {shown}
    </Text>
  );
}
