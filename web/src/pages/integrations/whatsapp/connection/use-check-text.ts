import { useTranslation } from "react-i18next";
import { useProviderText } from "../../../../components/notices/use-provider-text.ts";
import { useFormat } from "../../../../ui/format.ts";
import type { DoctorCheck } from "./types.ts";

export type CheckText = { title: string; message: string; items: string[] };

/** What a check found, in the reader's language. */
export function useCheckText(): (check: DoctorCheck) => CheckText {
  const { t, i18n } = useTranslation("doctor");
  const format = useFormat();
  const providerText = useProviderText();

  const valuesOf = (params: DoctorCheck["params"] = {}) =>
    Object.fromEntries(
      Object.entries(params).map(([name, value]) => {
        if (name === "text") return [name, providerText(params.code, value)];
        if (typeof value === "number") return [name, format.number(value)];
        if (["date", "since", "last"].includes(name)) return [name, format.date(value)];
        return [name, name === "phone" ? format.phone(value) : value];
      }),
    );

  return ({ check, code, params, items = [] }) => {
    const own = `checks.${check}.${code}`;
    const key = i18n.exists(`doctor:${own}`) ? own : `any.${code}`;
    return {
      title: t(`checks.${check}.title`, { defaultValue: check }),
      message: t(key, { ...valuesOf(params), defaultValue: code }),
      items: items.map((item) => {
        const named = `checks.${check}.items.${item.code}`;
        const itemKey = i18n.exists(`doctor:${named}`) ? named : `checks.${check}.items.any`;
        return t(itemKey, { ...valuesOf(item.params), defaultValue: item.code });
      }),
    };
  };
}
