import { SelectField, TextField } from "../components/Field.js";
import { Pending } from "../components/Pending.js";
import { call, post } from "../lib/api.js";
import { html, useEffect, useState } from "../lib/html.js";
import { useResource } from "../lib/live.js";

const KINDS = ["status", "delay", "drop", "drop-answer"];
const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"];
const LOOK_MS = 2000;

/** Misbehaviour of exactly the next calls to a path. */
export function CallFaults({ t, attempt }) {
  const faults = useResource("/control/faults");
  const [fault, setFault] = useState({
    path: "/whatsapp/1/message/template",
    method: "",
    kind: "status",
    times: "1",
    status: "500",
    delayMs: "5000",
  });
  const calls = faults.data?.calls ?? [];
  useEffect(() => {
    if (calls.length === 0) return;
    const timer = setInterval(faults.reload, LOOK_MS);
    return () => clearInterval(timer);
  }, [calls.length, faults.reload]);
  const act = (work) =>
    attempt(async () => {
      await work();
      await faults.reload();
      return { text: t("saved") };
    });
  const order = (event) => {
    event.preventDefault();
    const { path, method, kind, times, status, delayMs } = fault;
    act(() =>
      post("/control/faults", {
        path,
        kind,
        times: Number(times),
        ...(method ? { method } : {}),
        ...(kind === "status" ? { status: Number(status) } : {}),
        ...(kind === "delay" ? { delayMs: Number(delayMs) } : {}),
      }),
    );
  };
  const set = (name) => (value) => setFault({ ...fault, [name]: value });
  const number = (name, label, rest) =>
    html`<${TextField} label=${t(label)} type="number" required value=${fault[name]} onValue=${set(name)} ...${rest} />`;
  return html`<section class="card panel">
    <div><h2>${t("callFaults")}</h2><p class="muted">${t("callFaultsText")}</p></div>
    <form class="panel" onSubmit=${order}>
      <${TextField} label=${t("path")} class="mono" required value=${fault.path} onValue=${set("path")} autocomplete="off" />
      <${SelectField} label=${t("what")} value=${fault.kind} onValue=${set("kind")} options=${KINDS.map((kind) => [kind, t(`kind_${kind}`)])} />
      <div class="pair">
        <${SelectField} label=${t("method")} value=${fault.method} onValue=${set("method")} options=${[["", t("anyMethod")], ...METHODS.map((one) => [one, one])]} />
        ${number("times", "times", { min: 1 })}
        ${fault.kind === "status" && number("status", "statusCode", { min: 400, max: 599 })}
        ${fault.kind === "delay" && number("delayMs", "delayMs", { min: 0 })}
      </div>
      <div><button>${t("order")}</button></div>
    </form>
    <${Pending} resource=${faults} />
    ${faults.data && calls.length === 0 && html`<p class="muted">${t("noCallFaults")}</p>`}
    <ul class="ordered">${calls.map(
      (
        one,
      ) => html`<li key=${one.id}><span><code>${one.method ?? "*"} ${one.path}</code><small class="muted">${t(`kind_${one.kind}`)}${one.kind === "status" ? ` ${one.status}` : ""} · ${t("left", { n: one.times })}</small></span>
        <button type="button" class="plain" onClick=${() => act(() => call("DELETE", `/control/faults/${one.id}`))}>${t("remove")}</button></li>`,
    )}</ul>
    ${calls.length > 1 && html`<div><button type="button" onClick=${() => act(() => call("DELETE", "/control/faults"))}>${t("removeAll")}</button></div>`}
  </section>`;
}
