/** Fields that are typed or picked from a calendar. */
import { html } from "../../lib/html.js";
import { Labelled } from "./Labelled.js";

const TYPES = { number: "text", email: "email", password: "password", passcode: "password", phone: "tel" };
const MODES = { number: "decimal", passcode: "numeric", phone: "tel", email: "email" };

export function TextInput({ props, value, error, onValue }) {
  const type = props["input-type"];
  return html`<${Labelled} props=${props} error=${error} control=${(id, described) =>
    html`<input id=${id} type=${TYPES[type] ?? "text"} inputmode=${MODES[type]} value=${value ?? ""} disabled=${props.enabled === false} autocomplete="off"
      aria-required=${String(props.required === true)} aria-invalid=${error ? "true" : undefined} aria-describedby=${described}
      onInput=${(event) => onValue(event.currentTarget.value)} />`} />`;
}

const AREA_LENGTH = 600;

export function TextArea({ props, value, error, onValue }) {
  const most = Number(props["max-length"]) || AREA_LENGTH;
  return html`<${Labelled} props=${props} error=${error} control=${(id, described) =>
    html`<textarea id=${id} rows="4" value=${value ?? ""} maxlength=${most} disabled=${props.enabled === false}
        aria-required=${String(props.required === true)} aria-invalid=${error ? "true" : undefined} aria-describedby=${described}
        onInput=${(event) => onValue(event.currentTarget.value)}></textarea><span class="flow-count">${String(value ?? "").length}/${most}</span>`} />`;
}

/** Dates of older Flows are milliseconds as text; of newer ones `YYYY-MM-DD`. */
const dayOf = (value) =>
  /^\d{10,}$/.test(String(value ?? "")) ? new Date(Number(value)).toISOString().slice(0, 10) : (value ?? "");

function DayField({ props, id, described, error, value, onValue }) {
  return html`<input id=${id} type="date" value=${dayOf(value)} min=${dayOf(props["min-date"]) || undefined} max=${dayOf(props["max-date"]) || undefined}
    disabled=${props.enabled === false} aria-required=${String(props.required === true)} aria-invalid=${error ? "true" : undefined} aria-describedby=${described}
    onChange=${(event) => onValue(event.currentTarget.value)} />`;
}

export function DatePicker({ props, value, error, onValue }) {
  return html`<${Labelled} props=${props} error=${error} control=${(id, described) => html`<${DayField} ...${{ props, id, described, error, value, onValue }} />`} />`;
}

/** One day, or (mode "range") a first and a last one. */
export function CalendarPicker({ t, props, value, error, onValue }) {
  if (props.mode !== "range") return html`<${DatePicker} ...${{ props, value, error, onValue }} />`;
  const range = typeof value === "object" && value ? value : {};
  const labels =
    typeof props.label === "object" ? props.label : { "start-date": t("from"), "end-date": t("to") };
  return html`<div class="pair">${["start-date", "end-date"].map(
    (end) =>
      html`<${Labelled} key=${end} props=${{ ...props, label: labels[end], "helper-text": undefined }} error=${error} control=${(
        id,
        described,
      ) =>
        html`<${DayField} ...${{ props, id, described, error }} value=${range[end]} onValue=${(day) => onValue({ ...range, [end]: day })} />`} />`,
  )}</div>`;
}
