/** A Flow being filled in: which screen, with what data and answers, and what its actions do. */
import { post } from "../../lib/api.js";
import { useState } from "../../lib/html.js";
import { resolve } from "./expression.js";
import { dataOf, firstScreen, initialValues, nextScreen, screenOf } from "./screens.js";

/**
 * @param {{flow: object, hasEndpoint: boolean, start: {screen?: string, data?: object, dataExchange: boolean}, chat: object, messageId: string, onDone: (response: object) => void}} input
 */
export function useFlow({ flow, hasEndpoint, start, chat, messageId, onDone }) {
  const [steps, setSteps] = useState(() => [stepOf(flow, firstScreen(flow, start.screen), start.data)]);
  const [kept, setKept] = useState({});
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState("");
  const step = steps.at(-1);
  const all = {
    ...kept,
    ...Object.fromEntries(steps.map(({ id, data, values }) => [id, { data, form: values }])),
  };
  const scope = { data: step.data, form: step.values, screen: all };

  const replace = (next) => setSteps((old) => [...old.slice(0, -1), next]);
  const setValue = (name, value) => replace({ ...step, values: { ...step.values, [name]: value } });
  const go = (id, data) => {
    const known = steps.findIndex((one) => one.id === id);
    if (id === step.id) replace({ ...step, data: { ...step.data, ...data } });
    else if (known >= 0)
      setSteps([...steps.slice(0, known), { ...steps[known], data: { ...steps[known].data, ...data } }]);
    else setSteps([...steps, stepOf(flow, id, data)]);
  };
  const back = () => {
    setKept({ ...kept, [step.id]: { data: step.data, form: step.values } });
    setProblem("");
    setSteps(steps.slice(0, -1));
  };
  const exchange = async (action, payload) => {
    if (!hasEndpoint) return withoutEndpoint(payload);
    setBusy(true);
    setProblem("");
    try {
      const answer = await post(`${chat.base}/flow`, {
        sender: chat.business.number,
        messageId,
        action,
        screen: step.id,
        data: payload,
      });
      const finished = answer.data?.extension_message_response?.params;
      if (answer.screen === "SUCCESS" || finished) onDone(finished ?? {});
      else {
        if (answer.data?.error_message) setProblem(answer.data.error_message);
        go(answer.screen ?? step.id, answer.data);
      }
    } catch (error) {
      setProblem(error.message);
    }
    setBusy(false);
  };
  const withoutEndpoint = (payload) => {
    const next = nextScreen(flow, step.id);
    if (next) go(next, payload);
    else onDone(payload);
  };
  /** Carries out an action of the Flow JSON. */
  const run = (action) => {
    const payload = resolve(action.payload ?? {}, scope);
    switch (action.name) {
      case "navigate":
        return go(action.next?.name, payload);
      case "complete":
        return onDone(payload);
      case "data_exchange":
        return exchange("data_exchange", payload);
      case "update_data":
        return replace({ ...step, data: { ...step.data, ...payload } });
      case "open_url": {
        const url = resolve(action.url, scope);
        return /^https?:\/\//i.test(url) ? window.open(url, "_blank", "noopener") : undefined;
      }
      default:
        return setProblem(`Unknown action "${action.name}"`);
    }
  };
  return {
    screen: screenOf(flow, step.id),
    scope,
    values: step.values,
    depth: steps.length,
    busy,
    problem,
    setValue,
    run,
    back,
    exchange,
  };
}

function stepOf(flow, id, given) {
  const screen = screenOf(flow, id);
  const data = dataOf(screen, given);
  return { id, data, values: initialValues(screen?.layout?.children, { data, form: {}, screen: {} }) };
}
