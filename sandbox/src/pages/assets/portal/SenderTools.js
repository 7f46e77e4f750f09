import { SelectField, TextField } from "../components/Field.js";
import { Notice } from "../components/Notice.js";
import { call, post } from "../lib/api.js";
import { phoneNumber } from "../lib/format.js";
import { html, useState } from "../lib/html.js";
import { useResource } from "../lib/live.js";

/** The number's own inbound configuration, which takes inbound messages away from every subscription. */
export function Inbound({ t, sender, onChanged, onClose }) {
  const path = `/control/senders/${sender.number}/inbound-configuration`;
  const [on, setOn] = useState(Boolean(sender.inboundConfiguration));
  const [url, setUrl] = useState(sender.inboundConfiguration?.url ?? "");
  const [problem, setProblem] = useState("");
  const submit = async (event) => {
    event.preventDefault();
    try {
      await (on ? call("PUT", path, { url: url.trim() }) : call("DELETE", path));
      await onChanged();
      onClose();
    } catch (error) {
      setProblem(error.message);
    }
  };
  return html`<form class="card sender-tool" onSubmit=${submit}>
    <div><h2>${t("inboundTitle", { number: phoneNumber(sender.number) })}</h2><p class="muted">${t("inboundWhy")}</p></div>
    <label class="check"><input type="checkbox" checked=${on} onChange=${(event) => setOn(event.currentTarget.checked)} /> ${t("inboundOn")}</label>
    ${on && html`<${TextField} label=${t("inboundUrl")} type="url" value=${url} onValue=${setUrl} autocomplete="off" />`}
    ${problem && html`<${Notice} kind="error">${problem}<//>`}
    <div class="row"><button class="primary">${t("save")}</button><button type="button" onClick=${onClose}>${t("close")}</button></div>
  </form>`;
}

/** Messages that another system sends through the same number. */
export function AsOther({ t, sender, onClose }) {
  const templates = useResource("/control/templates");
  const own = (templates.data ?? []).filter(
    ({ wabaId, status }) => wabaId === sender.wabaId && status === "APPROVED",
  );
  const [to, setTo] = useState("+55 11 95555-0001");
  const [template, setTemplate] = useState("");
  const [count, setCount] = useState("1");
  const [result, setResult] = useState(null);
  const submit = async (event) => {
    event.preventDefault();
    const [templateName, language] = template.split(" ");
    try {
      const { messages } = await post(`/control/senders/${sender.number}/foreign-messages`, {
        to,
        count: Number(count),
        ...(templateName ? { templateName, language } : {}),
      });
      const accepted = messages.filter(({ statusId }) => statusId === 7).length;
      setResult({ kind: "success", text: t("otherSent", { accepted, n: messages.length }) });
    } catch (error) {
      setResult({ kind: "error", text: error.message });
    }
  };
  const options = own.map(({ name, language }) => [`${name} ${language}`, `${name} (${language})`]);
  return html`<form class="card sender-tool" onSubmit=${submit}>
    <div><h2>${t("asOtherTitle", { number: phoneNumber(sender.number) })}</h2><p class="muted">${t("asOtherWhy")}</p></div>
    <${TextField} label=${t("recipient")} type="tel" required value=${to} onValue=${setTo} autocomplete="off" />
    <${SelectField} label=${t("template")} value=${template} onValue=${setTemplate} options=${[["", t("plainText")], ...options]} />
    <${TextField} label=${t("howMany")} type="number" min="1" max="10000" required value=${count} onValue=${setCount} />
    ${result && html`<${Notice} kind=${result.kind}>${result.text}<//>`}
    <div class="row"><button class="primary">${t("send")}</button><button type="button" onClick=${onClose}>${t("close")}</button></div>
  </form>`;
}
