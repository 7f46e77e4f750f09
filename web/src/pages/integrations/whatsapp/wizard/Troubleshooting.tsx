import { Accordion } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Section } from "../../../../ui/Section.tsx";

const cases = ["retrieve", "share"] as const;

/** The two failures people meet most, with the way out of each. */
export function Troubleshooting() {
  const { t } = useTranslation("integrations");
  return (
    <Section title={t("troubleshooting.title")}>
      <Accordion variant="separated" radius="md">
        {cases.map((name) => (
          <Accordion.Item key={name} value={name}>
            <Accordion.Control>{t(`troubleshooting.${name}.symptom`)}</Accordion.Control>
            <Accordion.Panel>
              <p style={{ margin: "0 0 8px" }}>{t(`troubleshooting.${name}.cause`)}</p>
              <p style={{ margin: 0 }}>{t(`troubleshooting.${name}.remedy`)}</p>
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
    </Section>
  );
}
