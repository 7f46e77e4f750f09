import { html } from "../../lib/html.js";

export const login = {
  id: "login",
  metaStep: null,
  action: ({ t, session }) => t("continueAs", { name: session.context.user.name }),
  submit: () => ({}),
  View: ({ t, session }) => {
    const { user, appName } = session.context;
    return html`<h1>${t("loginTitle")}</h1>
      <p>${t("loginText", { app: appName })}</p>
      <div class="person">
        <span class="avatar" aria-hidden="true">${user.name.slice(0, 1)}</span>
        <div><strong>${user.name}</strong><p class="muted">${t("loginMade", { name: user.name })}</p></div>
      </div>`;
  },
};

const TEXTS = { cloud: "termsText", coexistence: "termsCoexistence", app_only: "termsAppOnly" };
const TERMS = ["termsBusiness", "termsCloud", "termsMarketing", "termsTools"];

export const terms = {
  id: "terms",
  metaStep: null,
  canGoBack: true,
  action: ({ t }) => t("next"),
  submit: () => ({}),
  View: ({
    t,
    session,
  }) => html`<h1>${t("termsTitle", { app: session.partner ? `${session.context.appName} + ${session.partner}` : session.context.appName })}</h1>
    <p>${t(TEXTS[session.mode])}</p>
    <div class="card">
      <p>${t("termsList")}</p>
      <ul class="dotted">${TERMS.map((term) => html`<li key=${term}>${t(term)}</li>`)}</ul>
    </div>
    <p class="muted">${t("termsNote")}</p>`,
};
