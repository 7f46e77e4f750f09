import { call } from "../lib/api.js";
import { html } from "../lib/html.js";
import { useLanguage } from "../lib/language.js";

/** All tokens, of the popup and of system users; each can be taken back. */
export function Tokens({ t, tokens, onChanged }) {
  const language = useLanguage();
  const day = (text) => (text ? new Date(text).toLocaleDateString(language) : t("never"));
  const revoke = async (token) => {
    await call("PATCH", `/control/meta/tokens/${token.id}`, { revoked: !token.revoked });
    onChanged();
  };
  return html`<section class="stack" aria-labelledby="tokens">
    <h2 id="tokens">${t("tokens")}</h2>
    ${
      tokens.length === 0
        ? html`<p class="muted">${t("noTokens")}</p>`
        : html`<div class="table-scroll" tabindex="0"><table class="as-cards" aria-label=${t("tokens")}>
          <thead><tr><th scope="col">${t("userName")}</th><th scope="col">${t("token")}</th><th scope="col">${t("opens")}</th><th scope="col">${t("expires")}</th><th scope="col"><span class="visually-hidden">${t("actions")}</span></th></tr></thead>
          <tbody>${tokens.map(
            (token) => html`<tr key=${token.id}>
              <th scope="row">${token.name}</th>
              <td data-label=${t("token")}><code>${token.preview}</code></td>
              <td data-label=${t("opens")}>${token.ownPortfolio ? t("allAccounts") : token.wabaIds.join(", ")}</td>
              <td data-label=${t("expires")}>${token.revoked ? html`<span class="badge badge-error">${t("revoked")}</span>` : day(token.expiresAt)}</td>
              <td><button type="button" onClick=${() => revoke(token)}>${t(token.revoked ? "restore" : "revoke")}</button></td>
            </tr>`,
          )}</tbody>
        </table></div>`
    }
  </section>`;
}
