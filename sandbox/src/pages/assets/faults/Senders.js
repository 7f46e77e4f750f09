import { Pending } from "../components/Pending.js";
import { call } from "../lib/api.js";
import { phoneNumber } from "../lib/format.js";
import { html } from "../lib/html.js";
import { useResource } from "../lib/live.js";

const CHOICES = {
  quality: ["HIGH", "MEDIUM", "LOW", "UNKNOWN"],
  limit: ["LIMIT_NA", "LIMIT_250", "LIMIT_2K", "LIMIT_10K", "LIMIT_100K", "UNLIMITED"],
  status: ["CONNECTED", "PENDING", "FLAGGED", "RESTRICTED", "RATE_LIMITED", "BANNED", "DISCONNECTED"],
};

/** What WhatsApp thinks of each number: quality, limit, status. */
export function Senders({ t, attempt }) {
  const senders = useResource("/control/senders", ["signup", "log"]);
  const change = (number, name) => (event) => {
    const value = event.currentTarget.value;
    attempt(async () => {
      await call("PATCH", `/control/senders/${number}`, { [name]: value });
      await senders.reload();
      return { text: t("saved") };
    });
  };
  return html`<section class="card panel wide">
    <h2>${t("numbers")}</h2>
    <${Pending} resource=${senders} />
    ${senders.data?.length === 0 && html`<p class="muted">${t("noNumbers")}</p>`}
    ${senders.data?.map(
      ({ number, displayName, ...sender }) => html`<fieldset key=${number} class="sender">
        <legend>${displayName} <span class="muted">${phoneNumber(number)}</span></legend>
        ${Object.entries(CHOICES).map(
          ([name, values]) => html`<label key=${name}><span class="muted">${t(name)}</span>
            <select value=${sender[name]} onChange=${change(number, name)}>${values.map((value) => html`<option key=${value}>${value}</option>`)}</select>
          </label>`,
        )}
      </fieldset>`,
    )}
  </section>`;
}
