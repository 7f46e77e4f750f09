import { Group, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { WhatsAppIntegration } from "../../../../api/types.ts";
import { ActionButton } from "../../../../ui/ActionButton.tsx";
import { Section } from "../../../../ui/Section.tsx";
import { ChoiceCards } from "../wizard/ChoiceCards.tsx";
import type { NativeState } from "./use-native-state.ts";

const ways = ["signup", "token"] as const;
type Way = (typeof ways)[number];

/** The two ways in. Both end at the same place; which one fits depends on whose Meta app there is. */
export function StartStep({ integration, state }: { integration: WhatsAppIntegration; state: NativeState }) {
  const { t } = useTranslation("native");
  const [way, setWay] = useState<Way | null>(null);
  const unavailable = way === "signup" && !integration.signup.configured;
  const next = () => {
    if (way) state.go(way);
  };
  return (
    <Section title={t("start.title")} description={t("start.description")}>
      <ChoiceCards
        label={t("start.title")}
        name="native-way"
        value={way}
        onChange={setWay}
        choices={ways.map((value) => ({
          value,
          title: t(`start.${value}.title`),
          hint: t(`start.${value}.hint`),
        }))}
      />
      {unavailable && (
        <Text size="sm" mt="md" role="note">
          {t("start.notConfigured", { variables: integration.signup.missing.join(", ") })}
        </Text>
      )}
      <Group justify="flex-end" mt="lg">
        <ActionButton
          disabledReason={(!way && t("start.chooseFirst")) || (unavailable && t("start.notConfiguredShort"))}
          onClick={next}
        >
          {t("common:continue")}
        </ActionButton>
      </Group>
    </Section>
  );
}
