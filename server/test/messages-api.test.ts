/** What may be said through the API: every kind of message, every part of a template, and how each mistake is named. */
import { saveSyncedTemplates } from "../src/templates/templates.ts";
import { runApiCases } from "./api-cases.ts";
import { createTestApp } from "./harness.ts";
import { templatesOfEveryPart } from "./templates.ts";

const test = await createTestApp();
runApiCases(
  test,
  "messages/messages.json",
  { permissions: ["messages.send", "users.track"] },
  async (known) => {
    await saveSyncedTemplates(test.ctx.db, known.group ?? "", templatesOfEveryPart);
    const number = await test.ctx.db
      .selectFrom("subscriptionGroups")
      .select("phone")
      .where("id", "=", known.number ?? "")
      .executeTakeFirstOrThrow();
    known.phone = number.phone;
  },
);
