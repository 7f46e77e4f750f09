import { CopyButton } from "../components/CopyButton.js";
import { SelectField, TextField } from "../components/Field.js";
import { Notice } from "../components/Notice.js";
import { Pending } from "../components/Pending.js";
import { clockTime, phoneNumber, shortTime } from "../lib/format.js";
import { html, useEffect, useState } from "../lib/html.js";
import { useLanguage } from "../lib/language.js";
import { useResource } from "../lib/live.js";

const LIMIT = 200;
const TYPING_PAUSE_MS = 200;
/** A verification code as it stands in an SMS: "123-456" or "123456". */
const CODE = /\b(\d{3}-?\d{3})\b/;

export function Logs({ t, account }) {
  const asked = new URLSearchParams(location.search);
  const [channel, setChannel] = useState(asked.get("channel") ?? "");
  const [search, setSearch] = useState(asked.get("q") ?? "");
  const settled = useSettled(search, TYPING_PAUSE_MS);
  const query = new URLSearchParams({ limit: String(LIMIT) });
  if (channel) query.set("channel", channel);
  if (settled.trim()) query.set("q", settled.trim());
  const logs = useResource(`/control/accounts/${account.key}/logs?${query}`, [
    "log",
    "message",
    "status",
    "signup",
  ]);
  const emptyWord = settled.trim()
    ? "noLogsFound"
    : channel === "SMS"
      ? "noCodes"
      : channel
        ? "noLogsFound"
        : "noLogs";
  return html`<div class="stack">
    <div><h1>${t("logs")}</h1><p class="muted">${t("logsLead")}</p></div>
    <${Notice}>${t("codeHint")}<//>
    <div class="filters">
      <${SelectField} label=${t("channel")} value=${channel} onValue=${setChannel}
        options=${[["", t("allChannels")], ["SMS", "SMS"], ["WHATSAPP", "WhatsApp"], ["API", t("apiCalls")]]} />
      <${TextField} label=${t("search")} type="search" placeholder=${t("searchHint")} value=${search} onValue=${setSearch} />
    </div>
    <${Pending} resource=${logs} />
    ${logs.data?.length === 0 && html`<div class="card empty">${t(emptyWord)}</div>`}
    ${
      logs.data?.length > 0 &&
      html`<div class="table-scroll"><table class="logs as-cards" aria-label=${t("logTable")}>
        <thead><tr>${["time", "channel", "direction", "from", "to", "text", "status"].map(
          (column) => html`<th key=${column} scope="col">${t(column)}</th>`,
        )}</tr></thead>
        <tbody>${logs.data.map((entry, index) => html`<${LogRow} key=${`${entry.messageId ?? ""}${entry.at}${index}`} t=${t} entry=${entry} />`)}</tbody>
      </table></div>`
    }
  </div>`;
}

function LogRow({ t, entry }) {
  const language = useLanguage();
  const today = new Date(entry.at).toDateString() === new Date().toDateString();
  return html`<tr>
    <td class="nowrap" data-label=${t("time")}><time datetime=${entry.at}>${today ? "" : `${shortTime(entry.at, language)} `}${clockTime(entry.at, language, true)}</time></td>
    <td data-label=${t("channel")}><span class=${`badge channel-${entry.channel.toLowerCase()}`}>${entry.channel}</span></td>
    <td data-label=${t("direction")}>${t(String(entry.direction).toLowerCase().startsWith("in") ? "in" : "out")}</td>
    <td class="nowrap" data-label=${t("from")}>${party(entry.from)}</td>
    <td class="nowrap" data-label=${t("to")}>${party(entry.to)}</td>
    <td class="log-text" data-label=${t("text")}><${LogText} t=${t} entry=${entry} /></td>
    <td class="nowrap" data-label=${t("status")}>${entry.status}</td>
  </tr>`;
}

const party = (value) => (/^\+?\d{8,}$/.test(value ?? "") ? phoneNumber(value) : (value ?? "–"));

/** In an SMS the code stands out, is selected by one click, and has its own copy button. */
function LogText({ t, entry }) {
  const code = entry.channel === "SMS" && CODE.exec(entry.text ?? "");
  if (!code) return entry.text;
  return html`<span class="row">
    <span>${entry.text.slice(0, code.index)}<code class="otp">${code[0]}</code>${entry.text.slice(code.index + code[0].length)}</span>
    <${CopyButton} text=${code[0].replace("-", "")} label=${t("copyCode")} />
  </span>`;
}

/** The value once it has stopped changing for `pauseMs`. */
function useSettled(value, pauseMs) {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pauseMs);
    return () => clearTimeout(timer);
  }, [value, pauseMs]);
  return settled;
}
