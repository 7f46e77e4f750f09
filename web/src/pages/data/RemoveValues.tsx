import { Button, Progress, Text, TextInput } from "@mantine/core";
import { IconEraser } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type RegistryAttributeDetail, registryKey, removeValues } from "../../api/queries/data.ts";
import { useErrorText } from "../../api/use-error-text.ts";
import { useWorkspace } from "../../shell/use-workspace.ts";
import { ConfirmModal } from "../../ui/ConfirmModal.tsx";
import { useFormat } from "../../ui/format.ts";

/** Takes a blocked attribute away from every contact; the name typed again is the confirmation. */
export function RemoveValues({ attribute }: { attribute: RegistryAttributeDetail }) {
  const { t } = useTranslation("data");
  const format = useFormat();
  const errorText = useErrorText();
  const { slug } = useWorkspace();
  const queryClient = useQueryClient();
  const [asking, setAsking] = useState(false);
  const [typed, setTyped] = useState("");
  const removal = useMutation({
    mutationFn: () => removeValues(slug, attribute.name, typed),
    onSuccess: () => {
      setAsking(false);
      setTyped("");
      return queryClient.invalidateQueries({ queryKey: registryKey(slug, "attributes") });
    },
  });
  if (!attribute.blocklistedAt) return null;
  const state = attribute.removal;
  if (state && !state.finishedAt)
    return (
      <div role="status">
        <Text size="sm" mb={4}>
          {t("remove.running", { count: state.removed, removed: format.number(state.removed) })}
        </Text>
        <Progress value={state.progress * 100} animated aria-label={t("remove.progress")} />
      </div>
    );
  return (
    <div>
      {state && (
        <Text size="sm" c="dimmed" mb="xs">
          {t("remove.done", { count: state.removed, removed: format.number(state.removed) })}
        </Text>
      )}
      {attribute.fill.contacts > 0 && (
        <Button
          size="xs"
          variant="light"
          color="red"
          leftSection={<IconEraser size={15} aria-hidden />}
          onClick={() => setAsking(true)}
        >
          {t("remove.action")}
        </Button>
      )}
      <ConfirmModal
        opened={asking}
        onClose={() => setAsking(false)}
        onConfirm={() => removal.mutate()}
        title={t("remove.title", { name: attribute.name })}
        confirmLabel={t("remove.action")}
        danger
        loading={removal.isPending}
        blockedReason={typed !== attribute.name && t("remove.typeFirst")}
        error={removal.error && errorText(removal.error).message}
      >
        <p style={{ marginTop: 0 }}>
          {t("remove.text", {
            count: attribute.fill.contacts,
            contacts: format.number(attribute.fill.contacts),
          })}
        </p>
        <TextInput
          label={t("remove.typeName", { name: attribute.name })}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      </ConfirmModal>
    </div>
  );
}
