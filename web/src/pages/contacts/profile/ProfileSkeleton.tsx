import { Group, Skeleton, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { CardSkeleton } from "../../../ui/Skeletons.tsx";
import classes from "./profile.module.css";

/** The profile's own shape while it is read, so that nothing jumps when it is there. */
export function ProfileSkeleton() {
  const { t } = useTranslation();
  return (
    <div role="status" aria-label={t("loading")}>
      <Skeleton h={14} w={80} mb={14} />
      <Group wrap="nowrap" gap="md" align="flex-start" mb={24}>
        <Skeleton h={52} w={52} radius="xl" style={{ flex: "none" }} />
        <div style={{ flex: 1 }}>
          <Skeleton h={26} w={260} maw="80%" mb={8} />
          <Skeleton h={14} w={420} maw="100%" mb={10} />
          <Skeleton h={12} w={300} maw="90%" />
        </div>
      </Group>
      <div className={classes.layout}>
        <div className={classes.main}>
          <Skeleton h={36} mb="md" />
          <CardSkeleton height={260} />
        </div>
        <Stack gap="md" className={classes.side}>
          <CardSkeleton height={120} />
          <CardSkeleton height={106} />
          <CardSkeleton height={420} />
        </Stack>
      </div>
    </div>
  );
}
