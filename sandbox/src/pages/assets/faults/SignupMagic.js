import { html } from "../lib/html.js";
import { useLanguage } from "../lib/language.js";

/** Where it is typed, what, and what the popup then says. */
const INPUTS = {
  en: [
    ["Business portfolio name", "Blocked …", "The portfolio can't onboard customers at the moment"],
    ["Business portfolio name", "Limit …", "The limit of portfolios is reached"],
    ["WhatsApp Business account name", "Forbidden …", "No permission to create a WhatsApp Business account"],
    ["Display name", "contains WhatsApp, Facebook or Meta", "The display name breaks the guidelines"],
    ["Phone number", "…0001", "The number is on another WhatsApp account"],
    ["Phone number", "…0002", "The number is banned"],
    ["Phone number", "…0003", "Too many codes were asked for"],
    ["Phone number", "…0004", "The portfolio has reached its limit of numbers"],
    ["Code", "five wrong codes", "Too many tries: wait, or ask for a new code"],
  ],
  "pt-BR": [
    ["Nome do portfólio empresarial", "Blocked …", "O portfólio não pode cadastrar clientes no momento"],
    ["Nome do portfólio empresarial", "Limit …", "O limite de portfólios foi atingido"],
    [
      "Nome da conta do WhatsApp Business",
      "Forbidden …",
      "Sem permissão para criar conta do WhatsApp Business",
    ],
    ["Nome de exibição", "contém WhatsApp, Facebook ou Meta", "O nome de exibição fere as regras"],
    ["Número de telefone", "…0001", "O número está em outra conta do WhatsApp"],
    ["Número de telefone", "…0002", "O número está banido"],
    ["Número de telefone", "…0003", "Códigos demais foram pedidos"],
    ["Número de telefone", "…0004", "O portfólio atingiu o limite de números"],
    ["Código", "cinco códigos errados", "Tentativas demais: espere ou peça outro código"],
  ],
  es: [
    ["Nombre del portfolio comercial", "Blocked …", "El portfolio no puede incorporar clientes por ahora"],
    ["Nombre del portfolio comercial", "Limit …", "Se alcanzó el límite de portfolios"],
    [
      "Nombre de la cuenta de WhatsApp Business",
      "Forbidden …",
      "Sin permiso para crear una cuenta de WhatsApp Business",
    ],
    ["Nombre visible", "contiene WhatsApp, Facebook o Meta", "El nombre visible no cumple las normas"],
    ["Número de teléfono", "…0001", "El número está en otra cuenta de WhatsApp"],
    ["Número de teléfono", "…0002", "El número está bloqueado"],
    ["Número de teléfono", "…0003", "Se pidieron demasiados códigos"],
    ["Número de teléfono", "…0004", "El portfolio alcanzó su límite de números"],
    ["Código", "cinco códigos erróneos", "Demasiados intentos: espera o pide otro código"],
  ],
};

/** The popup's own magic, so that each of its refusals can be seen. */
export function SignupMagic({ t }) {
  const language = useLanguage();
  return html`<section class="stack" aria-labelledby="signup-magic">
    <h2 id="signup-magic">${t("signupMagicTitle")}</h2>
    <div class="table-scroll"><table class="as-cards" aria-label=${t("signupMagicTitle")}>
      <thead><tr><th scope="col">${t("field")}</th><th scope="col">${t("input")}</th><th scope="col">${t("magicWhat")}</th></tr></thead>
      <tbody>
        ${INPUTS[language].map(
          ([field, input, result]) =>
            html`<tr key=${field + input}><th scope="row">${field}</th><td data-label=${t("input")}><code>${input}</code></td><td data-label=${t("magicWhat")}>${result}</td></tr>`,
        )}
      </tbody>
    </table></div>
  </section>`;
}
