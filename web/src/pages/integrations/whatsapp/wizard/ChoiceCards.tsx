import { Group, Radio, Stack, Text } from "@mantine/core";
import classes from "./Wizard.module.css";

interface Props<Value extends string> {
  /** What is asked. */
  label: string;
  name: string;
  value: Value | null;
  onChange: (value: Value) => void;
  choices: readonly { readonly value: Value; readonly title: string; readonly hint: string }[];
}

/** A question with few answers, each of which needs a sentence. */
export function ChoiceCards<Value extends string>({ label, name, value, onChange, choices }: Props<Value>) {
  return (
    <Radio.Group
      value={value}
      onChange={(chosen) => onChange(chosen as Value)}
      aria-label={label}
      name={name}
    >
      <Stack gap="xs">
        {choices.map((choice) => (
          <Radio.Card
            key={choice.value}
            value={choice.value}
            className={classes.option}
            aria-label={choice.title}
          >
            <Group wrap="nowrap" align="flex-start" gap="sm">
              <Radio.Indicator mt={1} />
              <div>
                <Text size="sm" fw={550}>
                  {choice.title}
                </Text>
                <Text size="sm" c="dimmed">
                  {choice.hint}
                </Text>
              </div>
            </Group>
          </Radio.Card>
        ))}
      </Stack>
    </Radio.Group>
  );
}
