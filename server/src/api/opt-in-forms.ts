/** Opt-in forms as the dashboard manages them; opt-in-public.ts serves them to visitors. */
import Type from "typebox";
import {
  archiveForm,
  countsOf,
  createForm,
  type FormSettings,
  formLanguages,
  getForm,
  listForms,
  type NewForm,
  type OptInForm,
  updateForm,
} from "../inbound/inbound.ts";
import type { Context } from "../lib/context.ts";
import { type Db, inTransaction } from "../lib/db.ts";
import { recordAudit } from "../workspaces/audit.ts";
import type { ApiServer } from "./http-server.ts";
import { formPage } from "./opt-in-page/page.ts";
import { FormSettingsSchema, NewFormSchema, OptInFormSchema, presentForm } from "./opt-in-schemas.ts";
import { workspaceOf } from "./policy.ts";
import { List, WorkspaceIdParams, WorkspaceParams } from "./schemas.ts";

const base = "/api/v1/workspaces/:workspace/opt-in-forms";

const PreviewInput = Type.Object({
  way: NewFormSchema.properties.way,
  settings: FormSettingsSchema,
  language: Type.Union(formLanguages.map((one) => Type.Literal(one))),
  phone: Type.String({ maxLength: 20 }),
  displayName: Type.String({ maxLength: 200 }),
});

export function optInFormRoutes(server: ApiServer, ctx: Context): void {
  readRoutes(server, ctx);
  changeRoutes(server, ctx);
  previewRoute(server);
}

/** The page as visitors will get it, from settings that are not saved yet; it cannot be sent. */
function previewRoute(server: ApiServer): void {
  server.post(
    `${base}/preview`,
    {
      config: { permission: "contacts.read" },
      schema: {
        params: WorkspaceParams,
        body: PreviewInput,
        response: { 200: Type.Object({ html: Type.String() }) },
      },
    },
    async (request) => {
      const { language, ...form } = request.body;
      const shown = { ...form, settings: form.settings as FormSettings, name: "", consentVersion: 1 };
      return { html: formPage(shown, { language, action: "", nonce: "", page: "" }) };
    },
  );
}

async function withCounts(ctx: Context, workspaceId: string, forms: readonly OptInForm[]) {
  const counts = await countsOf(
    ctx.db,
    workspaceId,
    forms.map((form) => form.id),
    ctx.clock.now(),
  );
  return forms.map((form) => presentForm(form, ctx.config.publicUrl, counts.get(form.id)));
}

function readRoutes(server: ApiServer, ctx: Context): void {
  server.get(
    base,
    {
      config: { permission: "contacts.read" },
      schema: { params: WorkspaceParams, response: { 200: List(OptInFormSchema) } },
    },
    async (request) => {
      const { id } = workspaceOf(request);
      return { items: await withCounts(ctx, id, await listForms(ctx.db, id)) };
    },
  );

  server.get(
    `${base}/:id`,
    {
      config: { permission: "contacts.read" },
      schema: { params: WorkspaceIdParams, response: { 200: OptInFormSchema } },
    },
    async (request) => {
      const { id } = workspaceOf(request);
      const form = await getForm(ctx.db, id, request.params.id);
      const [presented] = await withCounts(ctx, id, [form]);
      return presented ?? presentForm(form, ctx.config.publicUrl);
    },
  );
}

function changeRoutes(server: ApiServer, ctx: Context): void {
  const change = async (
    who: { workspaceId: string; actor: string },
    action: string,
    work: (tx: Db) => Promise<OptInForm>,
  ) => {
    const form = await inTransaction(ctx.db, async (tx) => {
      const changed = await work(tx);
      await recordAudit(tx, who.workspaceId, {
        actor: who.actor,
        action: `opt_in_form.${action}`,
        subject: changed.id,
        details: { name: changed.name, consentVersion: changed.consentVersion },
      });
      return changed;
    });
    const [presented] = await withCounts(ctx, who.workspaceId, [form]);
    return presented ?? presentForm(form, ctx.config.publicUrl);
  };

  server.post(
    base,
    {
      config: { permission: "contacts.write" },
      schema: { params: WorkspaceParams, body: NewFormSchema, response: { 201: OptInFormSchema } },
    },
    async (request, reply) => {
      const who = { workspaceId: workspaceOf(request).id, actor: request.actor };
      const by = { actor: request.actor, at: ctx.clock.now() };
      const form = await change(who, "created", (tx) =>
        createForm(tx, who.workspaceId, request.body as NewForm, by),
      );
      return reply.status(201).send(form);
    },
  );

  server.put(
    `${base}/:id`,
    {
      config: { permission: "contacts.write" },
      schema: { params: WorkspaceIdParams, body: NewFormSchema, response: { 200: OptInFormSchema } },
    },
    (request) => {
      const who = { workspaceId: workspaceOf(request).id, actor: request.actor };
      return change(who, "changed", (tx) =>
        updateForm(tx, who.workspaceId, request.params.id, request.body as NewForm, ctx.clock.now()),
      );
    },
  );

  for (const act of ["archive", "restore"] as const)
    server.post(
      `${base}/:id/${act}`,
      {
        config: { permission: "contacts.write" },
        schema: { params: WorkspaceIdParams, response: { 200: OptInFormSchema } },
      },
      (request) => {
        const who = { workspaceId: workspaceOf(request).id, actor: request.actor };
        const at = act === "archive" ? ctx.clock.now() : null;
        return change(who, `${act}d`, (tx) => archiveForm(tx, who.workspaceId, request.params.id, at));
      },
    );
}
