/** Flows over Infobip: from a draft with errors, by line, to a published one that may be sent. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { exampleFlow } from "../src/flow-json/example.ts";
import { validateFlowJson } from "../src/flow-json/validate.ts";
import { type Kit, startKit } from "./harness.ts";

let kit: Kit;
let flows: string;
beforeEach(async () => {
  kit = await startKit({ checkFlows: true });
  flows = `/whatsapp/1/senders/${kit.sender}/flows`;
});
afterEach(() => kit.close());

const create = async (name = "pesquisa_nova") =>
  (await kit.api("POST", flows, { name, categories: ["SURVEY"] })).body.id as string;
const violationsOf = ({ body }: { body: { violations: { property: string; violation: string }[] } }) =>
  body.violations.map(({ property, violation }) => `${property}: ${violation}`);

test("wrong JSON is stored, and its problems carry their lines", async () => {
  const id = await create();
  const json = '{\n  "version": "7.3",\n  "screens": [\n    { "id": "A1" }\n  ]\n}';
  const { status, body } = await kit.api("PUT", `${flows}/${id}/json`, json);
  expect(status).toBe(201);
  expect(body.validationErrors[0]).toEqual({
    error: "INVALID_PROPERTY_VALUE",
    errorType: "FLOW_JSON_ERROR",
    message: '"A1" cannot be the id of a screen.',
    lineStart: 4,
    lineEnd: 4,
    columnStart: 13,
    columnEnd: 16,
  });
  const { externalDownloadUrl } = (await kit.api("GET", `${flows}/${id}/json`)).body;
  expect(await (await fetch(externalDownloadUrl)).text()).toBe(json);
  expect((await kit.api("POST", `${flows}/${id}/publish`)).status).toBe(400);
});

test.each([
  ["a comma too many", '{"version":"7.3",}', "JSON_SYNTAX_ERROR", 1],
  ["an unknown component", flowWith({ type: "Carousel" }), "INVALID_COMPONENT_TYPE", 1],
  [
    "a component without its name",
    flowWith({ type: "TextInput", label: "a" }),
    "REQUIRED_PROPERTY_MISSING",
    1,
  ],
  ["a way to nowhere", flowWith(link("NOWHERE")), "INVALID_NAVIGATION", 1],
  [
    "a routing model to nowhere",
    flowWith(link("QUESTION"), { routing_model: { QUESTION: ["X"] } }),
    "INVALID_ROUTING_MODEL",
    1,
  ],
  [
    "an endpoint without routing",
    flowWith(link("QUESTION"), { data_api_version: "3.0" }),
    "REQUIRED_PROPERTY_MISSING",
    1,
  ],
  [
    "no terminal screen",
    JSON.stringify(exampleFlow("x")).replace('"terminal":true', '"terminal":false'),
    "MISSING_TERMINAL_SCREEN",
    1,
  ],
  ["nothing wrong", JSON.stringify(exampleFlow("x")), "", 0],
])("%s", (_label, json, error, count) => {
  const problems = validateFlowJson(json);
  expect(problems.length).toBe(count);
  expect(problems[0]?.error ?? "").toBe(error);
});

function link(name: string) {
  return {
    type: "EmbeddedLink",
    text: "a",
    "on-click-action": { name: "navigate", next: { type: "screen", name } },
  };
}

/** The example with one more component on its screen. */
function flowWith(component: object, more: object = {}): string {
  const flow = JSON.parse(JSON.stringify(exampleFlow("x")));
  flow.screens[0].layout.children.unshift(component);
  return JSON.stringify({ ...flow, ...more });
}

test("draft → published → deprecated; each state refuses what it does not allow", async () => {
  const id = await create();
  expect(
    violationsOf(await kit.api("POST", flows, { name: "pesquisa_nova", categories: ["SURVEY"] })),
  ).toEqual(["name: flow with this name already exists"]);
  expect((await kit.api("POST", flows, { name: "x", categories: ["MAGIC"] })).status).toBe(400);
  expect(violationsOf(await kit.api("POST", `${flows}/${id}/deprecate`))).toEqual([
    "status: flow is DRAFT, it must be PUBLISHED",
  ]);
  await kit.api("PUT", `${flows}/${id}/json`, exampleFlow("Pesquisa"));
  expect((await kit.api("PATCH", `${flows}/${id}`, { name: "outra" })).status).toBe(204);
  expect((await kit.api("POST", `${flows}/${id}/publish`)).status).toBe(204);
  const listed = (await kit.api("GET", flows)).body.flows.find((flow: { id: string }) => flow.id === id);
  expect(listed).toMatchObject({ name: "outra", status: "PUBLISHED", initialScreens: ["QUESTION"] });
  expect((await kit.api("DELETE", `${flows}/${id}`)).status).toBe(400);
  const { previewUrl } = (await kit.api("GET", `${flows}/${id}/preview`)).body;
  expect(await (await fetch(previewUrl)).text()).toContain("Pesquisa");
  expect((await kit.api("POST", `${flows}/${id}/deprecate`)).status).toBe(204);
  const clone = await kit.api("POST", flows, { name: "cópia", categories: ["OTHER"], cloneFlowId: id });
  expect((await kit.api("DELETE", `${flows}/${clone.body.id}`)).status).toBe(204);
  const missing = await kit.api("GET", `${flows}/1/preview`);
  expect([missing.status, missing.body.errorCode]).toEqual([404, "WA-FLOW-ID404"]);
});

test("only a published Flow of the same WABA is delivered, or a draft sent as one", async () => {
  const phone = "5511977770001";
  await kit.control("POST", `/control/phones/${phone}/messages`, { sender: kit.sender, text: "oi" });
  const id = await create();
  const send = async (flowId: string, mode = "PUBLISHED") => {
    const action = { mode, flowMessageVersion: 3, flowToken: "t", flowId, callToActionButton: "Abrir" };
    const { body } = await kit.api("POST", "/whatsapp/1/message/interactive/flow", {
      from: kit.sender,
      to: phone,
      content: { body: { text: "Responda" }, action },
    });
    const path = `/control/messages/${body.messageId}/receipt`;
    return (await kit.control("POST", path, { event: "delivered" })).status;
  };
  expect([await send("1"), await send(id), await send(id, "DRAFT")]).toEqual([
    "failed",
    "failed",
    "delivered",
  ]);
  await kit.api("PUT", `${flows}/${id}/json`, exampleFlow("Pesquisa"));
  await kit.api("POST", `${flows}/${id}/publish`);
  expect(await send(id)).toBe("delivered");
});
