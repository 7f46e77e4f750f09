import { Notice } from "../../components/Notice.js";
import { html, useEffect, useState } from "../../lib/html.js";
import { useResource } from "../../lib/live.js";
import { Icon } from "../icons.js";
import { Sheet } from "../Sheet.js";
import { Component } from "./components.js";
import { PlainForm } from "./PlainForm.js";
import { isField, problemOf, shownComponents } from "./screens.js";
import { useFlow } from "./use-flow.js";

/** A Flow on its sheet: its real screens when the sandbox has its JSON, else a plain form for what it would return. */
export function FlowSheet({ t, message, button, chat, title, onClose, onSubmit }) {
  const { flow } = button;
  const known = useResource(`/control/flow-screens/${encodeURIComponent(flow?.id || "-")}`);
  if (known.error)
    return html`<${Sheet} t=${t} title=${title} onClose=${onClose}><${PlainForm} t=${t} data=${flow?.data} onSubmit=${onSubmit} /><//>`;
  if (!known.data) return null;
  return html`<${Screens} ...${{ t, known: known.data, flow, message, chat, onClose, onSubmit }} />`;
}

function Screens({ t, known, flow, message, chat, onClose, onSubmit }) {
  const state = useFlow({
    flow: known.json,
    hasEndpoint: known.hasEndpoint,
    start: flow,
    chat,
    messageId: message.id,
    onDone: onSubmit,
  });
  const { screen, scope, values, depth } = state;
  const [tried, setTried] = useState(false);
  useEffect(() => setTried(false), [screen?.id]);
  useEffect(() => {
    if (flow.dataExchange && known.hasEndpoint) state.exchange("INIT", undefined);
  }, []);
  const shown = shownComponents(screen?.layout?.children, scope);
  const problems = new Map(
    shown
      .filter(isField)
      .map((one) => [
        one.name,
        problemOf(one, values[one.name], scope) ?? externalProblem(screen, one, scope),
      ]),
  );
  const submit = (action) => {
    const wrong = [...problems].find(([, problem]) => problem && !problem.text);
    setTried(true);
    if (wrong)
      document
        .querySelector(`.flow [data-field="${CSS.escape(wrong[0])}"] :is(input, select, textarea, button)`)
        ?.focus();
    else state.run(action);
  };
  const back =
    depth > 1 &&
    html`<button type="button" class="plain round-small" aria-label=${t("back")} onClick=${state.back}><${Icon} name="back" size=${20} /></button>`;
  const footer = shown.find(({ type }) => type === "Footer");
  return html`<${Sheet} t=${t} title=${screen?.title ?? known.name} tall onClose=${onClose} before=${back}>
    <div class="flow" aria-busy=${String(state.busy)}>
      <div class="flow-fields">
        ${state.problem && html`<${Notice} kind="error">${state.problem}<//>`}
        ${shown
          .filter((one) => one !== footer)
          .map((component, index) => {
            const problem = problems.get(component.name);
            return html`<${Component} key=${`${screen.id} ${component.name ?? index}`} t=${t} component=${component} scope=${scope} value=${values[component.name]}
              error=${problem && (tried || problem.text) ? (problem.text ?? t(problem.word, problem.values)) : ""} setValue=${state.setValue} run=${state.run} />`;
          })}
      </div>
      <div class="flow-foot">
        ${footer && html`<${Component} t=${t} component=${footer} scope=${scope} run=${submit} busy=${state.busy} />`}
        <p class="flow-owner">${t("flowOwner", { name: chat.name })}</p>
      </div>
    </div>
  <//>`;
}

/** An error that the data endpoint gave to a field, through the form's `error-messages`. */
function externalProblem(screen, { name }, { data }) {
  const form = screen?.layout?.children?.find(({ type }) => type === "Form");
  const binding = /^\$\{data\.([^}]+)\}$/.exec(form?.["error-messages"] ?? "")?.[1];
  const messages = binding ? data[binding] : form?.["error-messages"];
  const text = typeof messages === "object" ? messages?.[name] : undefined;
  return text ? { text } : null;
}
