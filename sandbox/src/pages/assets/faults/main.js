/** The fault panel: every control is saved when it changes. */
import { Notice } from "../components/Notice.js";
import { Pending } from "../components/Pending.js";
import { TopBar } from "../components/TopBar.js";
import { call, post } from "../lib/api.js";
import { html, mount, useEffect, useState } from "../lib/html.js";
import { useWords } from "../lib/language.js";
import { useResource } from "../lib/live.js";
import { OptionsForm } from "../signup/OptionsForm.js";
import { MagicNumbers } from "./MagicNumbers.js";
import { MetaSettings } from "./MetaSettings.js";
import { Received } from "./Received.js";
import { Senders } from "./Senders.js";
import { SettingsForm } from "./SettingsForm.js";
import { SignupMagic } from "./SignupMagic.js";
import { words } from "./words.js";

const SHOW_SAVED_MS = 1500;

function merge(settings, { faults, ...rest }) {
  return { ...settings, ...rest, faults: { ...settings.faults, ...faults } };
}

function Faults() {
  const t = useWords(words);
  const settings = useResource("/control/settings");
  const [message, setMessage] = useState(null);
  // What was just changed shows at once; the answer of the sandbox has the last word.
  const [changed, setChanged] = useState(null);
  useEffect(() => {
    document.title = `${t("title")} (sandbox)`;
  }, [t]);
  useEffect(() => {
    if (message?.kind !== "success") return;
    const timer = setTimeout(() => setMessage(null), message.stays ?? SHOW_SAVED_MS);
    return () => clearTimeout(timer);
  }, [message]);

  const attempt = async (work) => {
    try {
      setMessage({ kind: "success", ...(await work()) });
    } catch (error) {
      setMessage({ kind: "error", text: error.message });
    }
    await settings.reload();
  };
  const save = async (patch) => {
    setChanged(merge(settings.data, patch));
    await attempt(async () => {
      await call("PATCH", "/control/settings", patch);
      return { text: t("saved") };
    });
    setChanged(null);
  };
  const flush = () =>
    attempt(async () => {
      const { fired, pendingWebhooks } = await post("/control/flush");
      return { text: t("flushed", { fired, pending: pendingWebhooks }), stays: 6000 };
    });
  const reset = () =>
    confirm(t("confirmReset")) &&
    attempt(async () => {
      await post("/control/reset");
      return { text: t("resetDone"), stays: 6000 };
    });

  return html`<${TopBar} />
    <main class="main stack">
      <div><h1>${t("title")}</h1><p class="muted">${t("lead")}</p></div>
      <div class="toast">${message && html`<${Notice} kind=${message.kind}>${message.text}<//>`}</div>
      <${Pending} resource=${settings} />
      <${Received} t=${t} />
      <div class="panels">
        ${settings.data && html`<${SettingsForm} t=${t} settings=${changed ?? settings.data} save=${save} flush=${flush} attempt=${attempt} />`}
        <${MetaSettings} t=${t} attempt=${attempt} />
        <${Senders} t=${t} attempt=${attempt} />
        <section class="card panel"><h2>${t("signup")}</h2><p class="muted">${t("signupText")}</p><${OptionsForm} /></section>
        <section class="card panel"><h2>${t("reset")}</h2><p class="muted">${t("resetText")}</p>
          <div><button type="button" class="danger" onClick=${reset}>${t("resetButton")}</button></div></section>
      </div>
      <${SignupMagic} t=${t} />
      <${MagicNumbers} t=${t} id="magic" title=${t("magicTitle")} path="/assets/facts/magic-numbers.json" />
      <${MagicNumbers} t=${t} id="meta-magic" title=${t("metaMagicTitle")} path="/control/meta/magic" />
    </main>`;
}

mount(Faults);
