import {
  IconAbc,
  IconBraces,
  IconBrackets,
  IconCalendar,
  IconHash,
  IconListDetails,
  IconToggleLeft,
} from "@tabler/icons-react";
import type { FilterType } from "../../api/types.ts";

export const typeIcons: Record<FilterType | "object", typeof IconAbc> = {
  string: IconAbc,
  number: IconHash,
  boolean: IconToggleLeft,
  date: IconCalendar,
  array: IconBrackets,
  object: IconBraces,
  object_array: IconListDetails,
};
