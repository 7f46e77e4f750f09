/**
 * The Embedded Signup dialog: one screen after the other, each sent to the sandbox when the person goes on. Closing the
 * window tells the opener on which screen that was; on the last one it counts as done.
 */
import { LanguageSwitch } from "../components/LanguageSwitch.js";
import { Notice } from "../components/Notice.js";
import { html, mount, useEffect, useRef, useState } from "../lib/html.js";
import { useWords } from "../lib/language.js";
import { abandon, handOverNow, hasListener, leave, reportProblem, tellBlocked } from "./messenger.js";
import { OptionsForm } from "./OptionsForm.js";
import { deliveryOptions } from "./options.js";
import { Scripted } from "./Scripted.js";
import { firstDraft, screensOf } from "./screens.js";
import { openSession } from "./session.js";
import { words } from "./words.js";

function Signup() {
  const t = useWords(words);
  const [session, setSession] = useState(null);
  const [blocked, setBlocked] = useState(null);
  useEffect(() => {
    openSession().then(setSession, setBlocked);
  }, []);
  return html`<div class="dialog">
    <header class="dialog-head">
      <div><strong>${t("title")}</strong><span class="stand-in">${t("standIn")}</span></div>
      <${LanguageSwitch} />
    </header>
    ${blocked && html`<${Blocked} t=${t} problem=${blocked} />`}
    ${!blocked && !session && html`<main><p class="muted" role="status">${t("loading")}</p></main>`}
    ${session && (deliveryOptions().outcome ? html`<${Scripted} t=${t} session=${session} />` : html`<${Wizard} t=${t} session=${session} />`)}
  </div>`;
}

function Blocked({ t, problem }) {
  const close = () => {
    tellBlocked(problem.message);
    leave();
  };
  return html`<main>
    <h1>${t("blockedTitle")}</h1>
    <${Notice} kind="error">${problem.message}<//>
    <div class="actions"><button type="button" class="primary" onClick=${close}>${t("closeDialog")}</button></div>
  </main>`;
}

function Wizard({ t, session }) {
  const [at, setAt] = useState(0);
  const [draft, setDraft] = useState(firstDraft);
  const [problem, setProblem] = useState(null);
  const [busy, setBusy] = useState(false);
  const screens = screensOf(session.mode);
  const screen = screens[at];
  const change = (part) => setDraft((old) => ({ ...old, ...part }));
  useTellOnClose(screen, draft);
  useFocusOn(screen.id);

  const goOn = async (event) => {
    event.preventDefault();
    if (busy) return;
    setProblem(null);
    setBusy(true);
    try {
      const { skipTo, ...learned } = (await screen.submit({ t, draft, session })) ?? {};
      change(learned);
      if (!screen.last) setAt(skipTo ? screens.findIndex(({ id }) => id === skipTo) : at + 1);
    } catch (error) {
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };
  const goBack = () => {
    setProblem(null);
    setAt(screen.backTo ? screens.findIndex(({ id }) => id === screen.backTo({ draft, session })) : at - 1);
  };

  return html`<form class="wizard" onSubmit=${goOn} novalidate>
    <${Progress} t=${t} at=${at} all=${screens.length} />
    <main key=${screen.id}>
      ${!hasListener && html`<${Notice} kind="warning">${t("noOpener")}<//>`}
      <${screen.View} t=${t} draft=${draft} change=${change} session=${session} setProblem=${setProblem} />
      ${problem && html`<${Problem} t=${t} problem=${problem} sessionId=${session.id} />`}
    </main>
    <${Actions} ...${{ t, screen, draft, session, busy, goBack }} />
  </form>`;
}

function Progress({ t, at, all }) {
  const label = t("step", { n: at + 1, all });
  return html`<div class="progress" role="progressbar" aria-label=${label} aria-valuemin="1" aria-valuemax=${all} aria-valuenow=${at + 1}>
    <span style=${`width:${((at + 1) / all) * 100}%`}></span>
  </div>`;
}

function Problem({ t, problem, sessionId }) {
  const place = useRef(null);
  useEffect(() => place.current.scrollIntoView({ block: "nearest" }), [problem]);
  const report = () => {
    reportProblem(problem, sessionId);
    leave();
  };
  return html`<div ref=${place}><${Notice} kind="error">
    <p>${problem.message}</p>
    ${problem.status > 0 && html`<button type="button" class="link" onClick=${report}>${t("report")}</button>`}
  <//></div>`;
}

function Actions({ t, screen, draft, session, busy, goBack }) {
  const cancel = () => {
    abandon(screen.metaStep);
    leave();
  };
  return html`<footer class="dialog-foot">
    <details><summary>${t("options")}</summary><${OptionsForm} /></details>
    <div class="actions">
      ${!screen.last && html`<button type="button" class="plain" onClick=${cancel}>${t("closeDialog")}</button>`}
      <span class="gap"></span>
      ${screen.canGoBack && html`<button type="button" onClick=${goBack}>${t("back")}</button>`}
      <button class="primary" disabled=${busy}>${screen.action({ t, draft, session })}</button>
    </div>
  </footer>`;
}

/** Each screen starts at the field to fill, else at the choice, else at the button that goes on. */
function useFocusOn(screenId) {
  useEffect(() => {
    const places = [
      "main input:not([type=radio]):not([type=checkbox])",
      "main input:checked",
      ".wizard button.primary",
    ];
    places
      .map((place) => document.querySelector(place))
      .find(Boolean)
      ?.focus();
  }, [screenId]);
}

/** The window may be closed at any moment; `pagehide` is the last one at which the opener can still be told. */
function useTellOnClose(screen, draft) {
  const now = useRef(null);
  now.current = { screen, draft };
  useEffect(() => {
    const tell = () => {
      const { screen, draft } = now.current;
      if (screen.last && draft.result) handOverNow(draft.result);
      else abandon(screen.metaStep);
    };
    window.addEventListener("pagehide", tell);
    return () => window.removeEventListener("pagehide", tell);
  }, []);
}

mount(Signup);
