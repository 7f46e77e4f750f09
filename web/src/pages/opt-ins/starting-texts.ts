import type { TFunction } from "i18next";
import type { FormTexts } from "../../api/queries/opt-ins.ts";

/** What a new form, or a new language of one, begins with. */
export function textsIn(t: TFunction<"optins">, business: string): FormTexts {
  return {
    title: t("forms.start.title", { business }),
    intro: t("forms.start.intro"),
    consent: t("forms.start.consent", { business }),
    message: t("forms.start.message", { business }),
    done: "",
    thankYou: t("forms.start.thankYou"),
  };
}
