import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { type FormLanguage, formQuery, type OptInFormInput } from "../../api/queries/opt-ins.ts";
import { LoadError } from "../../components/LoadError.tsx";
import { useWorkspace } from "../../shell/use-workspace.ts";
import { ForbiddenState } from "../../ui/ForbiddenState.tsx";
import { CardSkeleton } from "../../ui/Skeletons.tsx";
import { FormEditor } from "./FormEditor.tsx";
import { useLoadedNumbers } from "./NumberSelect.tsx";
import { textsIn } from "./starting-texts.ts";

export function NewFormPage() {
  const { i18n } = useTranslation("optins");
  const { name, can } = useWorkspace();
  const numbers = useLoadedNumbers();
  if (!can("write")) return <ForbiddenState />;
  if (!numbers) return <CardSkeleton height={320} />;
  const only = numbers.length === 1 ? numbers[0] : undefined;
  const language = i18n.language.slice(0, 2) as FormLanguage;
  const initial: OptInFormInput = {
    name: "",
    subscriptionGroupId: only?.id ?? "",
    way: "person_writes",
    settings: {
      texts: { [language]: textsIn(i18n.getFixedT(i18n.language, "optins"), only?.displayName ?? name) },
      defaultLanguage: language,
      fields: [
        { kind: "phone", required: true },
        { kind: "firstName", required: false },
      ],
      accent: "#0f766e",
      theme: "auto",
      origins: [],
      redirectUrl: "",
      templateId: null,
      variables: {},
      yesButton: null,
      templatesPerDay: 200,
      expiryDays: 7,
    },
  };
  return <FormEditor initial={initial} />;
}

export function FormPage() {
  const { slug } = useWorkspace();
  const { formId } = useParams({ strict: false }) as { formId: string };
  const query = useQuery(formQuery(slug, formId));
  if (query.data) return <FormEditor key={query.data.id} initial={query.data} form={query.data} />;
  if (query.error) return <LoadError error={query.error} onRetry={query.refetch} />;
  return <CardSkeleton height={320} />;
}
