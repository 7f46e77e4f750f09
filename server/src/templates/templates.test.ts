import { describe, expect, it } from "vitest";
import { aNumber, aWorkspace } from "../../test/factories.ts";
import { createTestApp } from "../../test/harness.ts";
import { couponTemplate, pendingTemplate, welcomeTemplate } from "../../test/templates.ts";
import {
  applyTemplateChange,
  findTemplate,
  getTemplate,
  listTemplates,
  saveSyncedTemplates,
} from "./templates.ts";

const { ctx } = await createTestApp();

async function aGroup() {
  const workspace = await aWorkspace(ctx);
  const { groupId, subscriptionGroupId } = await aNumber(ctx, workspace.id);
  return { workspaceId: workspace.id, groupId, subscriptionGroupId };
}
const names = async (workspaceId: string, query = {}) =>
  (await listTemplates(ctx.db, workspaceId, query)).map(({ name, status }) => [name, status]);

describe("a synchronisation", () => {
  it("adds, changes and buries; what a campaign uses keeps its id", async () => {
    const { workspaceId, groupId } = await aGroup();
    await saveSyncedTemplates(ctx.db, groupId, [welcomeTemplate, pendingTemplate]);
    const [first] = await listTemplates(ctx.db, workspaceId, { q: "BOAS" });
    await saveSyncedTemplates(ctx.db, groupId, [
      { ...pendingTemplate, status: "approved", quality: "unknown" },
      couponTemplate,
    ]);
    expect(await names(workspaceId)).toEqual([
      ["cupom", "APPROVED"],
      ["em_analise", "APPROVED"],
    ]);
    expect(await getTemplate(ctx.db, workspaceId, first?.id ?? "")).toMatchObject({
      name: "boas_vindas",
      status: "DELETED",
    });
    expect(await findTemplate(ctx.db, workspaceId, groupId, "em_analise", "pt_BR")).toMatchObject({
      quality: "HIGH",
    });
    await saveSyncedTemplates(ctx.db, groupId, [welcomeTemplate]);
    expect(await getTemplate(ctx.db, workspaceId, first?.id ?? "")).toMatchObject({ status: "APPROVED" });
    await saveSyncedTemplates(ctx.db, groupId, []);
    expect(await names(workspaceId)).toEqual([]);
  });

  it("keeps accounts and workspaces apart", async () => {
    const one = await aGroup();
    const other = await aGroup();
    await saveSyncedTemplates(ctx.db, one.groupId, [welcomeTemplate]);
    await saveSyncedTemplates(ctx.db, other.groupId, [couponTemplate]);
    expect(await names(one.workspaceId, { subscriptionGroupId: one.subscriptionGroupId })).toEqual([
      ["boas_vindas", "APPROVED"],
    ]);
    expect(await names(one.workspaceId, { subscriptionGroupId: other.subscriptionGroupId })).toEqual([]);
    const [theirs] = await listTemplates(ctx.db, other.workspaceId);
    expect(await getTemplate(ctx.db, one.workspaceId, theirs?.id ?? "")).toBeNull();
  });
});

describe("a change that the provider reports", () => {
  it("is applied by the provider's id, or by name and language", async () => {
    const { workspaceId, groupId } = await aGroup();
    await saveSyncedTemplates(ctx.db, groupId, [welcomeTemplate, pendingTemplate]);
    const report = { providerTemplateId: "2", name: "em_analise", language: "pt_BR" };
    await applyTemplateChange(ctx.db, workspaceId, {
      ...report,
      change: { kind: "status", status: "rejected", reason: "PROMOTIONAL" },
    });
    await applyTemplateChange(ctx.db, workspaceId, {
      ...report,
      providerTemplateId: "",
      name: "boas_vindas",
      change: { kind: "quality", quality: "low" },
    });
    expect(await listTemplates(ctx.db, workspaceId)).toMatchObject([
      { name: "boas_vindas", quality: "LOW", rejectionReason: null },
      { name: "em_analise", status: "REJECTED", rejectionReason: "PROMOTIONAL" },
    ]);
    await applyTemplateChange(ctx.db, workspaceId, {
      ...report,
      change: { kind: "category", category: "utility" },
    });
    expect(await names(workspaceId, { status: "rejected" })).toEqual([["em_analise", "REJECTED"]]);
  });
});
