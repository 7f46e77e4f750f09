import { IconInbox } from "@tabler/icons-react";
import type { ComponentProps } from "react";
import { StateMessage } from "./StateMessage.tsx";

type Props = Omit<ComponentProps<typeof StateMessage>, "icon" | "tone"> & {
  icon?: ComponentProps<typeof StateMessage>["icon"];
};

/** Nothing here yet (say how to get the first one) or nothing found (say how to widen the search). */
export function EmptyState({ icon = IconInbox, ...rest }: Props) {
  return <StateMessage icon={icon} {...rest} />;
}
