import { Notice } from "../components/Notice.js";
import { Pending } from "../components/Pending.js";
import { call } from "../lib/api.js";
import { phoneNumber } from "../lib/format.js";
import { html, useState } from "../lib/html.js";
import { useResource } from "../lib/live.js";
import { AsOther, Inbound } from "./SenderTools.js";

const GOOD = ["CONNECTED", "ACTIVE", "HIGH", "GREEN"];
const BAD = ["BANNED", "RED", "LOW", "RESTRICTED", "FLAGGED"];
const tone = (word) => (GOOD.includes(word) ? "badge-success" : BAD.includes(word) ? "badge-error" : "");

export function Senders({ t, account }) {
  const senders = useResource("/control/senders", ["signup", "key", "log"]);
  const own = senders.data?.filter((sender) => sender.accountKey === account.key);
  const [error, setError] = useState("");
  const [tool, setTool] = useState(null);
  const opened = own?.find(({ number }) => number === tool?.number);
  const cancel = async ({ number }) => {
    if (!confirm(t("confirmCancelNumber", { number: phoneNumber(number) }))) return;
    setError("");
    await call("DELETE", `/control/senders/${number}`).catch((problem) => setError(problem.message));
    await senders.reload();
  };
  return html`<div class="stack">
    <h1>${t("senders")}</h1>
    ${error && html`<${Notice} kind="error">${error}<//>`}
    <${Pending} resource=${senders} />
    ${own?.length === 0 && html`<div class="card empty">${t("noSenders")}</div>`}
    ${
      own?.length > 0 &&
      html`<div class="table-scroll"><table class="as-cards" aria-label=${t("senders")}>
        <thead><tr>${[
          "number",
          "waba",
          "phoneNumberId",
          "quality",
          "limit",
          "status",
          "inbound",
          "actions",
        ].map((column) => html`<th key=${column} scope="col">${t(column)}</th>`)}</tr></thead>
        <tbody>${own.map(
          (sender) => html`<tr key=${sender.number}>
            <th scope="row"><span class="nowrap">${phoneNumber(sender.number)}</span><div class="muted plain-weight">${sender.displayName}</div></th>
            <td class="mono" data-label=${t("waba")}>${sender.wabaId}</td>
            <td class="mono" data-label=${t("phoneNumberId")}>${sender.phoneNumberId}</td>
            <td data-label=${t("quality")}><span class=${`badge ${tone(sender.quality)}`}>${sender.quality}</span></td>
            <td data-label=${t("limit")}>${sender.limit}</td>
            <td data-label=${t("status")}><span class=${`badge ${tone(sender.status)}`}>${sender.status}</span></td>
            <td data-label=${t("inbound")}><button type="button" class="plain" onClick=${() => setTool({ number: sender.number, kind: "inbound" })}>${t(sender.inboundConfiguration ? "inboundTaken" : "inboundSubscriptions")}</button></td>
            <td data-label=${t("actions")}><div class="stack-tight"><button type="button" onClick=${() => setTool({ number: sender.number, kind: "other" })}>${t("asOther")}</button>
              <button type="button" class="danger" aria-label=${t("cancelThisNumber", { number: phoneNumber(sender.number) })}
              onClick=${() => cancel(sender)}>${t("cancelNumber")}</button></div></td>
          </tr>`,
        )}</tbody>
      </table></div>`
    }
    ${opened && tool.kind === "inbound" && html`<${Inbound} key=${tool.number} t=${t} sender=${opened} onChanged=${senders.reload} onClose=${() => setTool(null)} />`}
    ${opened && tool.kind === "other" && html`<${AsOther} key=${tool.number} t=${t} sender=${opened} onClose=${() => setTool(null)} />`}
  </div>`;
}
