import { IconBell, IconBolt, IconMessage, IconTag, IconUsersGroup } from "@tabler/icons-react";
import type { LeafKind } from "./draft.ts";

export const kindIcons: Record<LeafKind, typeof IconTag> = {
  attribute: IconTag,
  event: IconBolt,
  subscription: IconBell,
  message: IconMessage,
  segment: IconUsersGroup,
};
