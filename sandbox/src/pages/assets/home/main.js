/** The overview: what the sandbox is, where its parts are, what has arrived. */
import { CopyButton } from "../components/CopyButton.js";
import { Pending } from "../components/Pending.js";
import { TopBar } from "../components/TopBar.js";
import { count } from "../lib/format.js";
import { html, mount, useEffect } from "../lib/html.js";
import { useLanguage, useWords } from "../lib/language.js";
import { useResource } from "../lib/live.js";
import { words } from "./words.js";

const PARTS = [
  ["/portal", "portal", "portalText"],
  ["/phones", "phones", "phonesText"],
  ["/meta/business", "metaBusiness", "metaBusinessText"],
  ["/faults", "faults", "faultsText"],
];
/** Counting looks at every message the sandbox holds, so it goes by the clock and not by events. */
const LOOK_EVERY_MS = 1500;

function Home() {
  const t = useWords(words);
  useEffect(() => {
    document.title = t("title");
  }, [t]);
  return html`<${TopBar} />
    <main class="main stack">
      <div class="lead"><h1>${t("title")}</h1><p>${t("lead")}</p></div>
      <div class="parts">
        ${PARTS.map(
          ([href, name, text]) =>
            html`<a key=${href} href=${href} class="card part"><h2>${t(name)}</h2><p>${t(text)}</p></a>`,
        )}
      </div>
      <${Counters} t=${t} />
      <div class="two">
        <${CurrentSettings} t=${t} />
        <${Addresses} t=${t} />
      </div>
    </main>`;
}

function Counters({ t }) {
  const language = useLanguage();
  const witness = useResource("/control/witness");
  useEffect(() => {
    const timer = setInterval(
      () => document.visibilityState === "visible" && witness.reload(),
      LOOK_EVERY_MS,
    );
    return () => clearInterval(timer);
  }, [witness.reload]);
  const seen = witness.data;
  const figures = seen && [
    ["accepted", seen.accepted],
    ["recipients", seen.distinctRecipients],
    ["pending", seen.byStatus.pending],
    ["delivered", seen.byStatus.delivered],
    ["seen", seen.byStatus.seen],
    ["failed", seen.byStatus.failed],
    ["duplicates", seen.duplicates.length],
    ["duplicateIds", seen.duplicateIdRejections],
    ["calls", seen.calls],
    ["webhooksDelivered", seen.webhooks.delivered],
    ["webhooksPending", seen.webhooks.pending],
    ["webhooksFailed", seen.webhooks.failed],
  ];
  return html`<section aria-labelledby="counters">
    <h2 id="counters">${t("counters")}</h2>
    <${Pending} resource=${witness} />
    ${
      figures &&
      html`<dl class="figures">
        ${figures.map(([name, value]) => html`<div key=${name}><dt>${t(name)}</dt><dd data-figure=${name}>${count(value, language)}</dd></div>`)}
      </dl>`
    }
  </section>`;
}

function CurrentSettings({ t }) {
  const settings = useResource("/control/settings");
  const now = settings.data;
  return html`<section class="card" aria-labelledby="settings">
    <div class="row spread"><h2 id="settings">${t("settings")}</h2><a href="/faults">${t("change")}</a></div>
    <${Pending} resource=${settings} />
    ${
      now &&
      html`<dl class="pairs">
        <dt>${t("mode")}</dt><dd>${t(now.mode === "auto" ? "modeAuto" : "modeExplicit")}</dd>
        <dt>${t("deliver")}</dt><dd>${seconds(t, now.deliverMs)}</dd>
        <dt>${t("read")}</dt><dd>${seconds(t, now.readMs)}</dd>
        <dt>${t("readRate")}</dt><dd>${Math.round(now.autoReadRate * 100)} %</dd>
        <dt>${t("timeScale")}</dt><dd>× ${now.timeScale}</dd>
        <dt>${t("outage")}</dt><dd>${now.faults.outage ? html`<span class="badge badge-error">${t("outageOn")}</span>` : t("outageOff")}</dd>
        <dt>${t("faultsOn")}</dt><dd>${activeFaults(now.faults) || t("none")}</dd>
      </dl>`
    }
  </section>`;
}

const seconds = (t, [from, to]) => t("range", { from: from / 1000, to: to / 1000 });
const activeFaults = (faults) =>
  Object.entries(faults)
    .filter(([name, rate]) => name !== "outage" && rate > 0)
    .map(([name, rate]) => `${name.replace("Rate", "")} ${Math.round(rate * 1000) / 10} %`)
    .join(", ");

function Addresses({ t }) {
  const { origin } = location;
  const app = useResource("/assets/facts/meta-app.json").data;
  const list = [
    ["infobipBase", origin],
    ["graphBase", `${origin}/graph`],
    ["sdk", `${origin}/meta/sdk.js`],
    ["appId", app?.id ?? ""],
    ["configId", app?.configId ?? ""],
    ["appSecret", app?.secret ?? ""],
  ];
  return html`<section class="card" aria-labelledby="addresses">
    <h2 id="addresses">${t("addresses")}</h2>
    <dl class="address-list">
      ${list.map(
        ([name, address]) => html`<div key=${name}>
          <dt>${t(name)}</dt>
          <dd><code>${address}</code></dd>
          <${CopyButton} text=${address} label=${t("copy")} aria-label=${t("copyThis", { what: t(name) })} />
        </div>`,
      )}
    </dl>
  </section>`;
}

mount(Home);
