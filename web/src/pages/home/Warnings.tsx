import { Alert, Stack } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { HomeWarning } from "../../api/types.ts";
import { useFormat } from "../../ui/format.ts";
import { TextLink } from "../../ui/links.tsx";

/** Things that need someone: a key about to expire, a failing connection, foreign traffic. Unknown codes are named as they are. */
export function Warnings({ warnings }: { warnings: HomeWarning[] }) {
  const { t, i18n } = useTranslation("home");
  const format = useFormat();
  if (warnings.length === 0) return null;
  return (
    <Stack gap="xs" role="status">
      {warnings.map((warning) => {
        const known = i18n.exists(`home:warnings.${warning.code}.message`);
        const values = Object.fromEntries(
          Object.entries(warning.params).map(([name, value]) => [
            name,
            name.endsWith("At") ? format.date(value) : value,
          ]),
        );
        const name = known ? warning.code : "unknown";
        return (
          <Alert
            key={`${warning.code}:${JSON.stringify(warning.params)}`}
            color="yellow"
            icon={<IconAlertTriangle aria-hidden />}
            title={t(`warnings.${name}.title`, { ...values, code: warning.code })}
          >
            {t(`warnings.${name}.message`, { ...values, code: warning.code })}
            {warning.link && (
              <>
                {" "}
                <TextLink to={warning.link} size="sm" fw={550}>
                  {t("warnings.look")}
                </TextLink>
              </>
            )}
          </Alert>
        );
      })}
    </Stack>
  );
}
