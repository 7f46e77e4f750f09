/**
 * Forms that collect consent on other sites. Nothing a form says is believed until the person confirms from the phone: by
 * sending a one-time code (person_writes) or by answering a template (we_write). Versions: the consent text that was shown is
 * kept with every consent, and its number rises with every change.
 */
import { randomBytes } from "node:crypto";
import { checkContent } from "../../content/check.ts";
import type { Db } from "../../lib/db.ts";
import { invalidInput, notFound } from "../../lib/errors.ts";
import { getTemplate, isSendable } from "../../templates/templates.ts";
import { requireAnswer } from "../answer.ts";
import { type FormSettings, normalOrigin, problemsOf } from "./form-settings.ts";
import { requireOwnNumber } from "./own-number.ts";

export type FormWay = "person_writes" | "we_write";

export interface NewForm {
  readonly name: string;
  readonly subscriptionGroupId: string;
  readonly way: FormWay;
  readonly settings: FormSettings;
}

export interface OptInForm extends NewForm {
  readonly id: string;
  readonly workspaceId: string;
  readonly token: string;
  readonly consentVersion: number;
  readonly phone: string;
  readonly displayName: string;
  readonly createdAt: Date;
  readonly archivedAt: Date | null;
}

function select(db: Db) {
  return db
    .selectFrom("optInForms as f")
    .innerJoin("subscriptionGroups as g", "g.id", "f.subscriptionGroupId")
    .select([
      "f.id",
      "f.workspaceId",
      "f.name",
      "f.subscriptionGroupId",
      "f.way",
      "f.settings",
      "f.token",
      "f.consentVersion",
      "f.createdAt",
      "f.archivedAt",
      "g.phone",
      "g.displayName",
    ]);
}

export async function listForms(db: Db, workspaceId: string): Promise<OptInForm[]> {
  const rows = await select(db)
    .where("f.workspaceId", "=", workspaceId)
    .orderBy("f.id", "desc")
    .limit(500)
    .execute();
  return rows.map(toForm);
}

/** 404 when it does not exist. */
export async function getForm(db: Db, workspaceId: string, id: string): Promise<OptInForm> {
  const row = await select(db)
    .where("f.workspaceId", "=", workspaceId)
    .where("f.id", "=", id)
    .executeTakeFirst();
  if (!row) throw notFound("form");
  return toForm(row);
}

/** By its public address; null: nothing there, or it is no longer in use. */
export async function formByToken(db: Db, token: string): Promise<OptInForm | null> {
  const row = await select(db)
    .where("f.token", "=", token)
    .where("f.archivedAt", "is", null)
    .where("g.archivedAt", "is", null)
    .executeTakeFirst();
  return row ? toForm(row) : null;
}

export async function createForm(
  db: Db,
  workspaceId: string,
  input: NewForm,
  by: { readonly actor: string; readonly at: Date },
): Promise<OptInForm> {
  const settings = await requireReady(db, workspaceId, input);
  const { id } = await db
    .insertInto("optInForms")
    .values({
      workspaceId,
      subscriptionGroupId: input.subscriptionGroupId,
      name: input.name.trim(),
      token: randomBytes(20).toString("base64url"),
      way: input.way,
      settings: JSON.stringify(settings),
      createdBy: by.actor,
      createdAt: by.at,
      updatedAt: by.at,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return getForm(db, workspaceId, id);
}

/** The address stays: it is on people's sites. */
export async function updateForm(
  db: Db,
  workspaceId: string,
  id: string,
  input: NewForm,
  at: Date,
): Promise<OptInForm> {
  const before = await getForm(db, workspaceId, id);
  const settings = await requireReady(db, workspaceId, input);
  const agreed = (of: FormSettings) =>
    JSON.stringify(
      Object.entries(of.texts)
        .map(([key, { consent }]) => [key, consent])
        .toSorted(),
    );
  await db
    .updateTable("optInForms")
    .set({
      name: input.name.trim(),
      subscriptionGroupId: input.subscriptionGroupId,
      way: input.way,
      settings: JSON.stringify(settings),
      consentVersion: before.consentVersion + (agreed(before.settings) === agreed(settings) ? 0 : 1),
      updatedAt: at,
    })
    .where("workspaceId", "=", workspaceId)
    .where("id", "=", id)
    .execute();
  return getForm(db, workspaceId, id);
}

/** Taken out of use: its address answers that it is closed, codes that were given out no longer count. null brings it back. */
export async function archiveForm(
  db: Db,
  workspaceId: string,
  id: string,
  archivedAt: Date | null,
): Promise<OptInForm> {
  await getForm(db, workspaceId, id);
  await db
    .updateTable("optInForms")
    .set({ archivedAt })
    .where("workspaceId", "=", workspaceId)
    .where("id", "=", id)
    .execute();
  return getForm(db, workspaceId, id);
}

async function requireReady(db: Db, workspaceId: string, input: NewForm): Promise<FormSettings> {
  const { whatsappBusinessGroupId } = await requireOwnNumber(db, workspaceId, input.subscriptionGroupId);
  const problems = problemsOf(input.settings, input.way);
  if (input.name.trim() === "")
    problems.unshift({ path: "name", code: "value_missing", message: "Give the form a name." });
  if (problems.length > 0) throw invalidInput("The form is not ready; see details.", problems);
  for (const [language, { thankYou }] of Object.entries(input.settings.texts))
    requireAnswer(thankYou, `settings.texts.${language}.thankYou`);
  if (input.way === "we_write")
    await requireTemplate(db, workspaceId, whatsappBusinessGroupId, input.settings);
  const origins = input.settings.origins.flatMap((origin) => normalOrigin(origin) ?? []);
  return { ...input.settings, origins: [...new Set(origins)] };
}

async function requireTemplate(
  db: Db,
  workspaceId: string,
  whatsappBusinessGroupId: string,
  { templateId, variables, yesButton }: FormSettings,
): Promise<void> {
  const refuse = (message: string, path = "settings.templateId", code = "template_unfit") =>
    invalidInput(message, [{ path, code, message }]);
  const template = templateId ? await getTemplate(db, workspaceId, templateId) : null;
  if (!template || template.whatsappBusinessGroupId !== whatsappBusinessGroupId)
    throw refuse("Choose a template of this number's WhatsApp Business group.");
  if (!isSendable(template.status))
    throw refuse(`WhatsApp has not approved this template (${template.status}).`);
  const { name, language, category, structure } = template;
  if (structure.buttons?.[yesButton ?? -1]?.type !== "QUICK_REPLY")
    throw refuse(
      "Choose which quick reply button of the template means yes.",
      "settings.yesButton",
      "yes_button_missing",
    );
  const [wrong] = checkContent({
    kind: "template",
    templateName: name,
    language,
    category,
    structure,
    variables,
  });
  if (wrong) throw refuse(wrong.message, `settings.variables.${wrong.field}`, wrong.code);
}

type Row = Omit<OptInForm, "settings" | "way"> & { readonly settings: unknown; readonly way: string };

function toForm(row: Row): OptInForm {
  return { ...row, way: row.way as FormWay, settings: row.settings as FormSettings };
}
