import { TextField } from "../components/Field.js";
import { html, useEffect, useState } from "../lib/html.js";

/** `save(patch)` is called with only what changed. */
export function SettingsForm({ t, settings, save, flush }) {
  const fault = (name) => (rate) => save({ faults: { [name]: rate } });
  const range = (name, index) => (value) => {
    const next = [...settings[name]];
    next[index] = value;
    // The other end follows, so that the smaller stays first.
    next[1 - index] = index === 0 ? Math.max(next[0], next[1]) : Math.min(next[0], next[1]);
    save({ [name]: next });
  };
  return html`
    <section class="card panel">
      <h2>${t("receipts")}</h2>
      <${Choice} legend=${t("mode")} name="mode" value=${settings.mode} onValue=${(mode) => save({ mode })}
        options=${[["auto", t("auto")], ["explicit", t("explicit")]]} />
      <div class="pair">
        <${NumberField} label=${t("deliverFrom")} value=${settings.deliverMs[0]} onValue=${range("deliverMs", 0)} />
        <${NumberField} label=${t("deliverTo")} value=${settings.deliverMs[1]} onValue=${range("deliverMs", 1)} />
        <${NumberField} label=${t("readFrom")} value=${settings.readMs[0]} onValue=${range("readMs", 0)} />
        <${NumberField} label=${t("readTo")} value=${settings.readMs[1]} onValue=${range("readMs", 1)} />
      </div>
      <${Percent} label=${t("autoReadRate")} hint=${t("autoReadHint")} rate=${settings.autoReadRate} onRate=${(autoReadRate) => save({ autoReadRate })} />
      <${NumberField} label=${t("timeScale")} hint=${t("timeScaleHint")} step="any" value=${settings.timeScale} onValue=${(timeScale) => save({ timeScale })} />
      <div><button type="button" onClick=${flush}>${t("flush")}</button></div>
    </section>
    <section class="card panel">
      <h2>${t("api")}</h2>
      <${Check} label=${t("outage")} checked=${settings.faults.outage} onValue=${fault("outage")} />
      <${Percent} label=${t("timeoutRate")} hint=${t("timeoutHint")} rate=${settings.faults.timeoutAfterAcceptRate} onRate=${fault("timeoutAfterAcceptRate")} />
      <${Percent} label=${t("rejectRate")} hint=${t("rejectHint")} rate=${settings.faults.rejectRate} onRate=${fault("rejectRate")} />
      <${Percent} label=${t("throttleRate")} hint=${t("throttleHint")} rate=${settings.faults.throttleRate} onRate=${fault("throttleRate")} />
    </section>
    <section class="card panel">
      <h2>${t("webhooks")}</h2>
      <${Percent} label=${t("duplicateRate")} rate=${settings.faults.duplicateWebhookRate} onRate=${fault("duplicateWebhookRate")} />
      <${Percent} label=${t("reorderRate")} rate=${settings.faults.reorderWebhookRate} onRate=${fault("reorderWebhookRate")} />
      <${NumberField} label=${t("webhookTries")} min="1" value=${settings.webhookTries} onValue=${(webhookTries) => save({ webhookTries })} />
    </section>
    <section class="card panel">
      <h2>${t("limits")}</h2>
      <${Check} label=${t("magicNumbers")} checked=${settings.magicNumbers} onValue=${(magicNumbers) => save({ magicNumbers })} />
      <${Check} label=${t("enforceLimits")} checked=${settings.enforceLimits} onValue=${(enforceLimits) => save({ enforceLimits })} />
      <${Choice} legend=${t("otp")} name="otp" value=${settings.otpMode} onValue=${(otpMode) => save({ otpMode })}
        options=${[["random", t("otpRandom")], ["fixed", t("otpFixed")]]} />
    </section>`;
}

/** Saved when the person leaves the field or presses Enter, not at every digit. */
function NumberField({ value, onValue, ...rest }) {
  const [text, setText] = useState(String(value));
  useEffect(() => setText(String(value)), [value]);
  const commit = () => {
    const number = Number(text);
    if (text.trim() === "" || Number.isNaN(number)) setText(String(value));
    else if (number !== value) onValue(number);
  };
  return html`<${TextField} type="number" min="0" inputmode="decimal" ...${rest} value=${text} onValue=${setText} onChange=${commit} />`;
}

function Percent({ rate, onRate, ...rest }) {
  const percent = Math.round(rate * 10_000) / 100;
  return html`<${NumberField} ...${rest} max="100" step="any" value=${percent} onValue=${(value) => onRate(value / 100)} />`;
}

function Check({ label, checked, onValue }) {
  return html`<label class="check"><input type="checkbox" checked=${checked} onChange=${(event) => onValue(event.currentTarget.checked)} /> ${label}</label>`;
}

function Choice({ legend, name, value, options, onValue }) {
  return html`<fieldset><legend>${legend}</legend>
    ${options.map(
      ([key, text]) =>
        html`<label key=${key} class="check"><input type="radio" name=${name} checked=${key === value} onChange=${() => onValue(key)} /> ${text}</label>`,
    )}
  </fieldset>`;
}
