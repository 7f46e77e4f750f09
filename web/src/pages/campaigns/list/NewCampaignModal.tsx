import { Button, Group, Modal, Radio, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { campaignKey, campaignsKey, createCampaign } from "../../../api/queries/campaigns.ts";
import { ErrorAlert } from "../../../components/ErrorAlert.tsx";
import { useWorkspace } from "../../../shell/use-workspace.ts";
import { paths } from "../../../util/paths.ts";

const kinds = ["scheduled", "api_triggered"] as const;

export function NewCampaignModal({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation("campaigns");
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("new.title")}
      closeButtonProps={{ "aria-label": t("common:close") }}
    >
      <NewCampaignForm onClose={onClose} />
    </Modal>
  );
}

function NewCampaignForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("campaigns");
  const { slug } = useWorkspace();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [name, setName] = useState("");
  const [kind, setKind] = useState<string>("scheduled");
  const [nameMissing, setNameMissing] = useState(false);
  const create = useMutation({
    mutationFn: () => createCampaign(slug, { name: name.trim(), kind }),
    onSuccess: (campaign) => {
      queryClient.setQueryData(campaignKey(slug, campaign.id), campaign);
      void queryClient.invalidateQueries({ queryKey: campaignsKey(slug) });
      void navigate({ to: paths.editCampaign(slug, campaign.id) });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setNameMissing(name.trim() === "");
    if (name.trim()) create.mutate();
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <ErrorAlert error={create.error} />
        <TextInput
          label={t("composer.name")}
          description={t("new.nameHint")}
          placeholder={t("new.namePlaceholder")}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={nameMissing && t("new.nameMissing")}
          maxLength={200}
          data-autofocus
        />
        <Radio.Group label={t("new.kind")} value={kind} onChange={setKind}>
          <Stack gap="xs" mt={6}>
            {kinds.map((value) => (
              <Radio.Card key={value} value={value} p="sm" radius="md" aria-label={t(`kind.${value}`)}>
                <Group wrap="nowrap" align="flex-start" gap="sm">
                  <Radio.Indicator mt={2} />
                  <div>
                    <Text size="sm" fw={550}>
                      {t(`kind.${value}`)}
                    </Text>
                    <Text size="xs" c="dimmed">
                      {t(`kindHint.${value}`)}
                    </Text>
                  </div>
                </Group>
              </Radio.Card>
            ))}
          </Stack>
        </Radio.Group>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t("common:cancel")}
          </Button>
          <Button type="submit" loading={create.isPending}>
            {t("new.submit")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
