import type { UseFormReturnType } from "@mantine/form";
import type { NoticeSettings } from "../../components/notices/types.ts";

/** The settings as the form shows them: an absent address is an empty field. */
export type NoticeForm = {
  emailEnabled: boolean;
  emails: string[];
  language: NoticeSettings["language"];
  webhookUrl: string;
};

export type NoticeSectionProps = {
  form: UseFormReturnType<NoticeForm>;
  settings: NoticeSettings;
  saving: boolean;
  onSave: () => void;
};

export function toForm({ emailEnabled, emails, language, webhookUrl }: NoticeSettings): NoticeForm {
  return { emailEnabled, emails, language, webhookUrl: webhookUrl ?? "" };
}

export function toChange({ webhookUrl, ...form }: NoticeForm, renewSecret: boolean) {
  return { ...form, webhookUrl: webhookUrl.trim() || null, renewSecret };
}
