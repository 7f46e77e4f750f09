import type { components } from "../../api/generated/schema.ts";

export type Notice = components["schemas"]["Notice"];
export type NoticeList = components["schemas"]["NoticeList"];
export type NoticeSettings = components["schemas"]["NoticeSettings"];
export type NoticeFilter = "open" | "resolved";
