import { html } from "../lib/html.js";
import { CallFaults } from "./CallFaults.js";
import { Check, Choice, NumberField, Percent, Range } from "./controls.js";
import { Outage } from "./Outage.js";

/** Settings that are a number or a yes, in the group that speaks of what the providers' documents leave open. */
const OPEN_FACTS = [
  "listSenders",
  "mediaRedirect",
  "mediaLifeMs",
  "checkMedia",
  "checkFlows",
  "identityChecks",
  "otpLifeMs",
];
const KNOWN = [
  ...OPEN_FACTS,
  "mode",
  "deliverMs",
  "readMs",
  "autoReadRate",
  "timeScale",
  "otpMode",
  "magicNumbers",
  "enforceLimits",
  "enforceRates",
  "explainRefusals",
  "webhookTries",
  "webhookDelayMs",
  "faults",
];

/** `save(patch)` is called with only what changed. */
export function SettingsForm({ t, settings, save, flush, attempt }) {
  const fault = (name) => (rate) => save({ faults: { [name]: rate } });
  const set = (name) => (value) => save({ [name]: value });
  const rate = (name, label, hint) =>
    html`<${Percent} label=${t(label)} hint=${hint && t(hint)} rate=${settings.faults[name]} onRate=${fault(name)} data-setting=${`faults.${name}`} />`;
  const simple = (name) =>
    html`<${Simple} key=${name} t=${t} name=${name} value=${settings[name]} onValue=${set(name)} />`;
  const others = Object.keys(settings).filter((name) => !KNOWN.includes(name));
  return html`
    <section class="card panel">
      <h2>${t("receipts")}</h2>
      <${Choice} legend=${t("mode")} name="mode" data-setting="mode" value=${settings.mode} onValue=${set("mode")}
        options=${[["auto", t("auto")], ["explicit", t("explicit")]]} />
      <${Range} from=${t("deliverFrom")} to=${t("deliverTo")} value=${settings.deliverMs} onValue=${set("deliverMs")} setting="deliverMs" />
      <${Range} from=${t("readFrom")} to=${t("readTo")} value=${settings.readMs} onValue=${set("readMs")} setting="readMs" />
      <${Percent} label=${t("autoReadRate")} hint=${t("autoReadHint")} rate=${settings.autoReadRate} onRate=${set("autoReadRate")} data-setting="autoReadRate" />
      <${NumberField} label=${t("timeScale")} hint=${t("timeScaleHint")} step="any" value=${settings.timeScale} onValue=${set("timeScale")} data-setting="timeScale" />
      <div><button type="button" onClick=${flush}>${t("flush")}</button></div>
    </section>
    <section class="card panel">
      <h2>${t("api")}</h2>
      <${Check} label=${t("outage")} checked=${settings.faults.outage} onValue=${fault("outage")} data-setting="faults.outage" />
      <${Outage} t=${t} attempt=${attempt} outage=${settings.faults.outage} />
      ${rate("timeoutAfterAcceptRate", "timeoutRate", "timeoutHint")}
      ${rate("rejectRate", "rejectRate", "rejectHint")}
      ${rate("throttleRate", "throttleRate", "throttleHint")}
      ${rate("errorRate", "errorRate")}
    </section>
    <${CallFaults} t=${t} attempt=${attempt} />
    <section class="card panel">
      <h2>${t("webhooks")}</h2>
      ${rate("duplicateWebhookRate", "duplicateRate")}
      ${rate("reorderWebhookRate", "reorderRate")}
      ${rate("dropWebhookRate", "dropRate")}
      ${rate("delayWebhookRate", "delayRate")}
      <${Range} from=${t("delayFrom")} to=${t("delayTo")} value=${settings.webhookDelayMs} onValue=${set("webhookDelayMs")} setting="webhookDelayMs" />
      <${NumberField} label=${t("webhookTries")} min="1" value=${settings.webhookTries} onValue=${set("webhookTries")} data-setting="webhookTries" />
    </section>
    <section class="card panel">
      <h2>${t("limits")}</h2>
      ${["magicNumbers", "enforceLimits", "enforceRates", "explainRefusals"].map(simple)}
      <${Choice} legend=${t("otp")} name="otp" data-setting="otpMode" value=${settings.otpMode} onValue=${set("otpMode")}
        options=${[["random", t("otpRandom")], ["fixed", t("otpFixed")]]} />
    </section>
    <section class="card panel">
      <h2>${t("providerFacts")}</h2>
      ${OPEN_FACTS.filter((name) => name in settings).map(simple)}
      ${others.map(simple)}
    </section>`;
}

/** A setting that is a yes or a number, in its own words or, when the panel has none yet, under its name. */
export function Simple({ t, name, value, onValue }) {
  const word = t(name);
  const label = word === name ? t("otherSetting", { name }) : word;
  if (typeof value === "boolean")
    return html`<${Check} label=${label} checked=${value} onValue=${onValue} data-setting=${name} />`;
  if (typeof value === "number")
    return html`<${NumberField} label=${label} step="any" value=${value} onValue=${onValue} data-setting=${name} />`;
  return null;
}
