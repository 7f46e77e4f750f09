import { useTranslation } from "react-i18next";
import { useFormat } from "../../ui/format.ts";
import type { Notice } from "./types.ts";
import { useProviderText } from "./use-provider-text.ts";

/** What a notice says in the reader's language. */
export function useNoticeText(): (notice: Notice) => { title: string; message: string } {
  const { t } = useTranslation("notices");
  const format = useFormat();
  const providerText = useProviderText();
  return ({ kind, params, about }) => {
    const end = typeof params.expiresAt === "string" ? params.expiresAt : null;
    const values = {
      ...params,
      text: providerText(params.code, params.text),
      about: about ?? t("somewhere"),
      when: end ? format.date(end) : "",
    };
    return { title: t(`kinds.${kind}.title`, values), message: t(`kinds.${kind}.message`, values) };
  };
}
