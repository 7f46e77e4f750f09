import { Alert, Stack } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { HomeWarning } from "../../api/types.ts";
import { TextLink } from "../../ui/links.tsx";

/** Things that need someone: a key about to expire, a failing connection, foreign traffic. Unknown codes are named as they are. */
export function Warnings({ warnings }: { warnings: HomeWarning[] }) {
  const { t, i18n } = useTranslation("home");
  if (warnings.length === 0) return null;
  return (
    <Stack gap="xs" role="status">
      {warnings.map((warning) => {
        const { days, count = days, ...words } = warning.params;
        const values = { ...words, count: Number(count ?? 0), code: warning.code };
        const known = i18n.exists(`home:warnings.${warning.code}.title`);
        const name = known ? warning.code : "unknown";
        return (
          <Alert
            role="note"
            key={`${warning.code}:${JSON.stringify(warning.params)}`}
            color="yellow"
            icon={<IconAlertTriangle aria-hidden />}
            title={t(`warnings.${name}.title`, values)}
          >
            {t(`warnings.${name}.message`, values)}
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
