/** Claiming what is somebody else's: a number or an account of another business, and learning whose it is. */
import { describe, expect, it } from "vitest";
import { aNumber } from "./factories.ts";
import { nativeWorld } from "./native-world.ts";

const { ctx, aTeam, nativeAccount } = await nativeWorld();

describe("a number that the token does not reach", () => {
  it("is not linked under the id of one that it does", async () => {
    const [team, account] = [await aTeam(), await nativeAccount("5511930007001")];
    const { body: connection } = await team.connect(account.token);
    const { wabaId, phoneNumberId } = account;
    const links = `/connections/${connection.id}/links`;
    const claimed = await team.call("POST", links, { phone: "+5511930007999", wabaId, phoneNumberId });
    expect([claimed.status, claimed.body.error.code]).toEqual([400, "number_not_on_account"]);
    const own = await team.call("POST", links, { phone: "+5511930007001", wabaId, phoneNumberId });
    expect((await team.settle(own.body.id)).state).toBe("completed");
  });

  it("is not told to be active in another workspace", async () => {
    const [team, victim, account] = [await aTeam(), await aTeam(), await nativeAccount("5511930007002")];
    await aNumber(ctx, victim.workspace.id, { phone: "+5511930007003" });
    const { body: connection } = await team.connect(account.token);
    const codes = await Promise.all(
      ["+5511930007003", "+5511930007004"].map(async (phone) => {
        const { body } = await team.call("POST", `/connections/${connection.id}/links`, {
          phone,
          wabaId: account.wabaId,
        });
        return body.error?.code;
      }),
    );
    expect(codes).toEqual(["number_not_on_account", "number_not_on_account"]);
  });
});
