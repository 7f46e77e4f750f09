import { expect, test } from "vitest";
import { startKit, startReceiver, templateMessage, until } from "./harness.ts";

test("aggregates are asked for, then posted once to the callback", async () => {
  const kit = await startKit();
  const receiver = await startReceiver();
  const messages = ["5511900010001", "5511900010002", "5511900017032"].map((to, i) =>
    templateMessage(kit.sender, to, { messageId: `a${i}` }),
  );
  await kit.api("POST", "/whatsapp/1/message/template", { messages });
  await kit.control("POST", "/control/messages/a0/receipt", { event: "seen" });
  await kit.control("POST", "/control/messages/a2/receipt", { event: "delivered" });
  const asked = await kit.api("POST", "/metrics/1/query-aggregate-data", {
    callbackUrl: receiver.url,
    request: {
      filterBy: {
        sentSince: "2020-01-01T00:00:00Z",
        sentUntil: "2100-01-01T00:00:00Z",
        senders: [kit.sender],
      },
      aggregateBy: ["STATUS_GROUP", "NETWORK_NAME"],
      metrics: ["TOTAL_SENT_TRAFFIC_COUNT", "DELIVERED_TRAFFIC_COUNT", "SEEN_OPENED_TRAFFIC_COUNT"],
    },
  });
  expect(asked.status).toBe(201);
  const { requestId } = asked.body;
  await until(() => receiver.posts.length === 1);
  expect((await kit.api("GET", `/metrics/1/requests/${requestId}`)).body).toEqual({
    requestId,
    status: "SUCCESS",
  });
  const { response } = receiver.posts[0]?.body ?? {};
  expect(response).toMatchObject({
    totalRows: 3,
    columns: [
      { columnName: "STATUS_GROUP", columnDataType: "STRING" },
      { columnName: "NETWORK_NAME" },
      { columnName: "TOTAL_SENT_TRAFFIC_COUNT", columnDataType: "INTEGER" },
      {},
      {},
    ],
  });
  expect(response.rows.toSorted()).toEqual([
    ["DELIVERED", "N/A", 1, 1, 1],
    ["PENDING", "N/A", 1, 0, 0],
    ["UNDELIVERABLE", "N/A", 1, 0, 0],
  ]);
  await kit.close();
  receiver.close();
});
