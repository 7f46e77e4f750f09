import { describe, expect, it } from "vitest";
import { requiredScopes } from "../src/connectors/infobip/account.ts";
import { infobipWorld } from "./infobip-world.ts";

const { ctx, host, newKey, aTeam, signUp, control } = await infobipWorld();
const team = await aTeam();

describe("connecting an Infobip account", () => {
  it("refuses each kind of bad key and address by name", async () => {
    const expired = (await newKey({ validTo: "2020-01-01T00:00:00" })).apiKeySecret;
    const disabled = (await newKey({ enabled: false })).apiKeySecret;
    const elsewhere = (await newKey({ allowedIPs: ["203.0.113.9"] })).apiKeySecret;
    const codes = [];
    for (const [key, address] of [
      ["0".repeat(32), host],
      ["two words", host],
      [expired, host],
      [disabled, host],
      [elsewhere, host],
      [expired, "https://evil.example.com"],
      [expired, "http://169.254.169.254"],
      [expired, "https://api.infobip.com.evil.example"],
    ] as const)
      codes.push((await team.connect(key, address)).body.error.code);
    expect(codes).toEqual([
      "infobip_key_invalid",
      "infobip_key_invalid",
      "infobip_key_expired",
      "infobip_key_disabled",
      "infobip_ip_not_allowed",
      "infobip_host_not_allowed",
      "infobip_host_not_allowed",
      "infobip_host_not_allowed",
    ]);
  });

  it.each(requiredScopes)("names the missing scope %s", async (scope) => {
    const key = await newKey({ scopeGuids: requiredScopes.filter((name) => name !== scope) });
    const { body } = await team.connect(key.apiKeySecret);
    expect(body.error).toMatchObject({ code: "infobip_missing_scopes", params: { scopes: scope } });
  });

  it("keeps the key encrypted, shows account, name and expiry, and rotates in place", async () => {
    const key = await newKey({ name: "Ponte - Loja - WABA" });
    const first = await team.connect(key.apiKeySecret, `http://${host}/`);
    expect(first.status).toBe(201);
    expect(first.body).toMatchObject({
      accountName: "Loja Aurora",
      keyName: "Ponte - Loja - WABA",
      keyExpiresAt: "2036-01-01T00:00:00.000Z",
      state: "ready",
    });
    expect(first.text).not.toContain(key.apiKeySecret);
    const stored = await ctx.db
      .selectFrom("connections")
      .select("credentials")
      .where("id", "=", first.body.id)
      .executeTakeFirstOrThrow();
    expect(stored.credentials.toString("latin1")).not.toContain(key.apiKeySecret);
    const second = await team.connect((await newKey({ name: "New" })).apiKeySecret);
    expect(second.body).toMatchObject({ id: first.body.id, keyName: "New" });
  });

  it("replaces a key only by one of the same account, and confirms the stored one", async () => {
    const { body: connection } = await team.connect();
    const other = await control<{ key: string }>("POST", "/control/accounts", { name: "Loja Boreal" });
    const url = `${team.whatsapp}/connections/${connection.id}`;
    const foreign = (await newKey({}, other.key)).apiKeySecret;
    const refused = await team.call("PUT", `${url}/key`, { apiKey: foreign, baseUrl: host });
    expect(refused).toMatchObject({ status: 409, body: { error: { code: "other_account" } } });
    const own = (await newKey({ name: "Next" })).apiKeySecret;
    const replaced = await team.call("PUT", `${url}/key`, { apiKey: own, baseUrl: host });
    expect(replaced).toMatchObject({ status: 200, body: { id: connection.id, keyName: "Next" } });
    expect(await team.call("POST", `${url}/confirm`)).toMatchObject({
      status: 200,
      body: { state: "ready" },
    });
  });

  it("asks for a good key when the stored one died", async () => {
    const key = await newKey({ name: "Dying" });
    const { body: connection } = await team.connect(key.apiKeySecret);
    await control("PATCH", `/control/keys/${key.id}`, { enabled: false });
    const confirmed = await team.call("POST", `${team.whatsapp}/connections/${connection.id}/confirm`);
    expect(confirmed.body.error.code).toBe("infobip_key_disabled");
  });
});

describe("Embedded Signup and hand-over", () => {
  it("ends with a number, its group and its templates", async () => {
    const { body: connection } = await team.connect();
    const result = await signUp("11930001234");
    const started = await team.call("POST", `${team.whatsapp}/connections/${connection.id}/signups`, result);
    expect(started.status).toBe(202);
    expect(await team.settle(started.body.id)).toMatchObject({
      state: "completed",
      error: null,
      phone: "+5511930001234",
    });
    const { groups } = await team.overview();
    expect(groups).toMatchObject([
      {
        wabaId: result.wabaId,
        accountName: "Loja Aurora",
        baseUrl: `http://${host}`,
        subscriptionGroups: [{ phone: "+5511930001234", displayName: "Loja Aurora", status: "CONNECTED" }],
      },
    ]);
    expect(groups[0].subscriptionGroups[0].templates.approved).toBeGreaterThan(5);
    const stored = await ctx.db
      .selectFrom("signups")
      .select("token")
      .where("id", "=", started.body.id)
      .executeTakeFirst();
    expect(stored?.token).toBeNull();
  });

  it("finds the WABA through the token where the popup's message never came", async () => {
    const { body: connection } = await team.connect();
    const { code } = await signUp("11930002222");
    const started = await team.call("POST", `${team.whatsapp}/connections/${connection.id}/signups`, {
      code,
    });
    expect(await team.settle(started.body.id)).toMatchObject({ state: "completed", phone: "+5511930002222" });
  });

  it("refuses a code that was used", async () => {
    const { body: connection } = await team.connect();
    const result = await signUp("11930005678");
    const url = `${team.whatsapp}/connections/${connection.id}/signups`;
    const first = await team.call("POST", url, result);
    expect(first.status).toBe(202);
    expect((await team.call("POST", url, result)).body.error.code).toBe("code_expired");
    await team.settle(first.body.id);
  });

  it("refuses a WABA that is connected to another workspace, and goes on when it is free again", async () => {
    const other = await aTeam();
    const { body: connection } = await other.connect();
    const result = await signUp("11930009999");
    const holder = await ctx.db
      .selectFrom("whatsappBusinessGroups")
      .select(["id", "wabaId"])
      .where("workspaceId", "=", team.workspace.id)
      .executeTakeFirstOrThrow();
    const hold = (wabaId: string) =>
      ctx.db.updateTable("whatsappBusinessGroups").set({ wabaId }).where("id", "=", holder.id).execute();
    await hold(result.wabaId);
    const started = await other.call(
      "POST",
      `${other.whatsapp}/connections/${connection.id}/signups`,
      result,
    );
    const failed = await other.settle(started.body.id);
    expect(failed).toMatchObject({ state: "failed", errorCode: "waba_in_other_workspace" });
    expect(failed.steps).toContainEqual(
      expect.objectContaining({ name: "find_waba", state: "failed", errorCode: "waba_in_other_workspace" }),
    );
    expect((await other.call("GET", `${other.whatsapp}/signups`)).body.items).toMatchObject([
      { id: started.body.id, state: "failed" },
    ]);
    await hold(holder.wabaId);
    expect((await other.call("POST", `${other.whatsapp}/signups/${started.body.id}/retry`)).status).toBe(202);
    expect(await other.settle(started.body.id)).toMatchObject({ state: "completed" });
    expect((await other.call("GET", `${other.whatsapp}/signups`)).body.items).toEqual([]);
  });

  it("says why Infobip does not take a WABA of another account, and lets the sign-up be canceled", async () => {
    const { body: connection } = await team.connect();
    const result = await signUp("11930007777");
    const other = await control<{ key: string }>("POST", "/control/accounts", { name: "Loja Polar" });
    const key = (await newKey({}, other.key)).apiKeySecret;
    await fetch(`http://${host}/whatsapp/1/embedded-signup/registrations/share-waba`, {
      method: "POST",
      headers: { authorization: `App ${key}`, "content-type": "application/json" },
      body: JSON.stringify({ businessAccountId: result.wabaId }),
    });
    const url = `${team.whatsapp}/connections/${connection.id}/signups`;
    const started = await team.call("POST", url, result);
    expect(await team.settle(started.body.id)).toMatchObject({
      state: "failed",
      errorCode: "waba_share_refused",
    });
    const canceled = await team.call("POST", `${team.whatsapp}/signups/${started.body.id}/cancel`);
    expect(canceled.body.state).toBe("canceled");
    expect(
      (await team.call("POST", `${team.whatsapp}/signups/${started.body.id}/retry`)).body.error.code,
    ).toBe("signup_not_failed");
  });
});
