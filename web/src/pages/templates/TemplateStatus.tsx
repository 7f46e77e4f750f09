import { useTranslation } from "react-i18next";
import type { Template } from "../../api/types.ts";
import { templateTone } from "../../components/composer/template-status.ts";
import { StatusBadge } from "../../ui/StatusBadge.tsx";

export function TemplateStatus({ template }: { template: Pick<Template, "status"> }) {
  const { t } = useTranslation("templates");
  return (
    <StatusBadge
      tone={templateTone(template)}
      label={t(`statuses.${template.status}`, { defaultValue: template.status })}
    />
  );
}
