/** A number that left Meta's window unverified: Infobip sends it a code, and the person is asked for it. */
import { expect, it } from "vitest";
import { infobipWorld } from "./infobip-world.ts";

const { host, aTeam, signUp, control } = await infobipWorld();

it("asks for the code, says when it is wrong, sends another by call, and goes on", async () => {
  const team = await aTeam();
  const { body: connection } = await team.connect();
  const { code, wabaId, businessId } = await signUp("11960001111");
  const { token } = await control<{ token: string }>("POST", "/control/meta/tokens", {
    businessId,
    wabaIds: [wabaId],
  });
  const added = await fetch(`http://${host}/graph/v25.0/${wabaId}/phone_numbers`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ cc: "55", phone_number: "11960002222", verified_name: "Loja Aurora" }),
  });
  const { id: phoneNumberId } = (await added.json()) as { id: string };
  const started = await team.call("POST", `${team.whatsapp}/connections/${connection.id}/signups`, {
    code,
    wabaId,
    phoneNumberId,
    businessId,
  });
  const url = `${team.whatsapp}/signups/${started.body.id}`;
  const question = { kind: "verification_code", method: "sms" };
  expect(await team.settle(started.body.id)).toMatchObject({ state: "waiting", question });
  expect((await team.call("POST", `${url}/retry`)).body.error.code).toBe("signup_not_failed");

  expect((await team.call("POST", `${url}/answer`, { answer: "000000" })).status).toBe(202);
  expect(await team.settle(started.body.id)).toMatchObject({
    state: "waiting",
    question: { ...question, errorCode: "verification_code_wrong" },
  });

  expect((await team.call("POST", `${url}/resend`, { method: "voice" })).status).toBe(202);
  const called = await team.settle(started.body.id);
  expect(called).toMatchObject({
    state: "waiting",
    question: { kind: "verification_code", method: "voice" },
  });
  expect(called.question.errorCode).toBeUndefined();

  await team.call("POST", `${url}/answer`, { answer: "123456" });
  expect(await team.settle(started.body.id)).toMatchObject({ state: "completed", phone: "+5511960002222" });
  expect((await team.call("POST", `${url}/answer`, { answer: "123456" })).body.error.code).toBe(
    "signup_not_waiting",
  );
});
