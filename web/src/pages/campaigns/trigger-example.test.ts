import { expect, it } from "vitest";
import { triggerExample } from "./trigger-example.ts";

it("shows a call that a shell takes as it is", () => {
  expect(triggerExample("http://localhost:4700/", "c-1", ["order's id"])).toBe(
    [
      "curl -X POST http://localhost:4700/campaigns/trigger/send \\",
      '  -H "Authorization: Bearer $PONTE_API_KEY" \\',
      '  -H "Content-Type: application/json" \\',
      "  -d '{",
      '    "campaign_id": "c-1",',
      '    "recipients": [',
      "      {",
      '        "external_user_id": "customer-1",',
      '        "trigger_properties": {',
      `          "order'\\''s id": "…"`,
      "        }",
      "      }",
      "    ]",
      "  }'",
    ].join("\n"),
  );
});

it("leaves properties out when the message reads none", () => {
  expect(triggerExample("https://p.example", "c-1", [])).not.toContain("trigger_properties");
});
