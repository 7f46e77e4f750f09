import { Text } from "@mantine/core";
import type { FieldError } from "./builder-context.ts";

/** What is wrong with a filter or group, under it. */
export function FieldMessages({ errors }: { errors: FieldError[] }) {
  if (errors.length === 0) return null;
  return (
    <div role="alert">
      {errors.map((error) => (
        <Text key={`${error.field}:${error.message}`} size="xs" c="var(--mantine-color-error)" mt={6}>
          {error.message}
        </Text>
      ))}
    </div>
  );
}
