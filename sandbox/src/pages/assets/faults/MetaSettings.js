import { TextField } from "../components/Field.js";
import { Pending } from "../components/Pending.js";
import { call } from "../lib/api.js";
import { html } from "../lib/html.js";
import { useResource } from "../lib/live.js";
import { Simple } from "./SettingsForm.js";

/** What can be tuned about Meta's side. */
export function MetaSettings({ t, attempt }) {
  const settings = useResource("/control/meta/settings");
  const save = (name) => (value) =>
    attempt(async () => {
      await call("PATCH", "/control/meta/settings", { [name]: value });
      await settings.reload();
      return { text: t("saved") };
    });
  return html`<section class="card panel">
    <div><h2>${t("meta")}</h2><p class="muted">${t("metaText")}</p></div>
    <${Pending} resource=${settings} />
    ${Object.entries(settings.data ?? {}).map(([name, value]) =>
      typeof value === "string"
        ? html`<${TextField} key=${name} label=${t(name)} class="mono" value=${value} data-setting=${name} onValue=${() => {}} onChange=${(event) => save(name)(event.currentTarget.value)} />`
        : html`<${Simple} key=${name} t=${t} name=${name} value=${value} onValue=${save(name)} />`,
    )}
  </section>`;
}
