import { Button, PasswordInput, Stack, Text, TextInput, Title } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { auth } from "../../api/client.ts";
import { ErrorAlert } from "../../components/ErrorAlert.tsx";
import { LanguageControl } from "../../shell/LanguageControl.tsx";
import { BridgeMark } from "../../ui/BridgeMark.tsx";
import { useUrlState } from "../../util/search.ts";
import { BridgeScene } from "./BridgeScene.tsx";
import classes from "./LoginPage.module.css";

/** Only addresses of this dashboard; anything else would let a link send people elsewhere after they sign in. */
function safeNext(next: string | undefined): string {
  return next?.startsWith("/") && !next.startsWith("//") && !next.startsWith("/\\") ? next : "/";
}

export function LoginPage() {
  const { t } = useTranslation("login");
  useEffect(() => {
    document.title = `${t("signIn")} · Ponte`;
  }, [t]);
  return (
    <div className={classes.page}>
      <aside className={classes.scene} aria-hidden="true">
        <BridgeScene />
        <p className={classes.motto}>{t("motto")}</p>
      </aside>
      <main className={classes.side}>
        <div className={classes.form}>
          <BridgeMark size={40} />
          <Title order={1} mt="md" mb={4}>
            {t("title")}
          </Title>
          <Text size="sm" c="dimmed" mb="lg">
            {t("description")}
          </Text>
          <LoginForm />
        </div>
        <div className={classes.language}>
          <LanguageControl />
        </div>
      </main>
    </div>
  );
}

function LoginForm() {
  const { t } = useTranslation("login");
  const [search] = useUrlState();
  const router = useRouter();
  const queries = useQueryClient();
  const form = useForm({
    initialValues: { email: "", password: "" },
    validate: {
      email: (value) => (/^\S+@\S+$/.test(value.trim()) ? null : t("emailNeeded")),
      password: (value) => (value ? null : t("passwordNeeded")),
    },
  });
  const signIn = useMutation({
    mutationFn: ({ email, password }: typeof form.values) => auth.signIn(email.trim(), password),
    onSuccess: () => {
      queries.clear();
      router.history.push(safeNext(search.next));
    },
  });
  return (
    <form onSubmit={form.onSubmit((values) => signIn.mutate(values))} noValidate>
      <Stack gap="sm">
        <TextInput
          label={t("email")}
          type="email"
          autoComplete="username"
          autoFocus
          size="md"
          {...form.getInputProps("email")}
        />
        <PasswordInput
          label={t("password")}
          autoComplete="current-password"
          size="md"
          visibilityToggleButtonProps={{ "aria-label": t("showPassword") }}
          {...form.getInputProps("password")}
        />
        <ErrorAlert error={signIn.error} />
        <Button type="submit" size="md" mt="xs" loading={signIn.isPending}>
          {t("signIn")}
        </Button>
      </Stack>
    </form>
  );
}
