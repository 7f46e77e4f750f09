import { Text } from "@mantine/core";
import classes from "../wizard/Wizard.module.css";

interface Props {
  beforeTitle: string;
  before: readonly string[];
  insideTitle: string;
  inside: readonly string[];
}

/** What must be true before Meta's window opens, and what will be asked in it, in order. */
export function SignupNotes({ beforeTitle, before, insideTitle, inside }: Props) {
  return (
    <>
      <Text size="sm" fw={600} mb={4}>
        {beforeTitle}
      </Text>
      <ul className={classes.list}>
        {before.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <Text size="sm" fw={600} mt="md" mb={4}>
        {insideTitle}
      </Text>
      <ol className={classes.list}>
        {inside.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ol>
    </>
  );
}
