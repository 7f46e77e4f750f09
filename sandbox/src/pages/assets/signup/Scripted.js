import { Notice } from "../components/Notice.js";
import { html, useEffect, useState } from "../lib/html.js";
import {
  abandon,
  fallSilent,
  handOver,
  leave,
  redirectUri,
  reportProblem,
  tellBlocked,
} from "./messenger.js";
import { deliveryOptions } from "./options.js";
import { send } from "./session.js";

const DELAY_MS = 300;

/** The popup without a person: it does what its address or the control API says, then goes. */
export function Scripted({ t, session }) {
  const options = deliveryOptions();
  const [problem, setProblem] = useState(null);
  useEffect(() => {
    const timer = setTimeout(
      () => void perform(options, session).catch(setProblem),
      Number(options.delay) || DELAY_MS,
    );
    return () => clearTimeout(timer);
  }, []);
  return html`<main>
    <h1>${t("scriptedTitle")}</h1>
    <p>${t("scriptedText", { outcome: options.outcome })}</p>
    ${problem && html`<${Notice} kind="error">${problem.message}<//>`}
  </main>`;
}

async function perform({ outcome, code, number, business, waba }, session) {
  if (outcome.startsWith("cancel:")) abandon(outcome.slice("cancel:".length));
  else if (outcome === "close") fallSilent();
  else if (outcome === "error") tellBlocked("This business can't be used to onboard at the moment.");
  else if (outcome === "report") {
    reportProblem({ code: "131000", message: "Something went wrong. Try again later." }, session.id);
  } else {
    const script = { outcome, code, number, business, waba, redirectUri: redirectUri() };
    await handOver(await send(session.id, "run", script));
  }
  leave();
}
