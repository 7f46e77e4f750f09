import {
  IconBell,
  IconBolt,
  IconCake,
  IconClock,
  IconClockHour4,
  IconDice3,
  IconFileImport,
  IconMessage,
  IconMessages,
  IconPhone,
  IconShoppingBag,
  IconTag,
  IconUsersGroup,
} from "@tabler/icons-react";
import type { LeafKind } from "./draft-types.ts";

export const kindIcons: Record<LeafKind, typeof IconTag> = {
  attribute: IconTag,
  event: IconBolt,
  event_time: IconClock,
  purchase: IconShoppingBag,
  subscription: IconBell,
  message: IconMessage,
  last_message: IconClockHour4,
  window: IconMessages,
  phone: IconPhone,
  age: IconCake,
  random_bucket: IconDice3,
  import: IconFileImport,
  segment: IconUsersGroup,
};
