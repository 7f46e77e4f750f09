import { html, useState } from "../../lib/html.js";
import { Icon } from "../icons.js";
import { Sheet } from "../Sheet.js";

/** A list message: one button, and the choices on a sheet from below. A row is chosen, then sent. */
export function ListMenu({ t, message, chat }) {
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState(null);
  const close = () => {
    setOpen(false);
    setChosen(null);
  };
  const send = async () => {
    const rowId = chosen;
    close();
    await chat.act({ kind: "list", messageId: message.id, rowId });
  };
  return html`<div class="buttons">
      <button type="button" class="message-button" aria-haspopup="dialog" onClick=${() => setOpen(true)}>
        <${Icon} name="list" /> ${message.list.button}
      </button>
    </div>
    ${
      open &&
      html`<${Sheet} t=${t} title=${message.list.button} onClose=${close}>
        <div role="radiogroup" aria-label=${message.list.button}>
          ${message.list.sections?.map((section, index) => html`<${Section} key=${index} section=${section} chosen=${chosen} choose=${setChosen} />`)}
        </div>
        <div class="sheet-foot"><button type="button" class="wa-primary" disabled=${chosen === null} title=${chosen === null ? t("chooseFirst") : undefined} onClick=${send}>${t("send")}</button></div>
      <//>`
    }`;
}

function Section({ section, chosen, choose }) {
  return html`<section>
    ${section.title && html`<h3>${section.title}</h3>`}
    ${section.rows?.map(
      (row) => html`<label key=${row.id} class="sheet-row">
        <span class="grow"><span>${row.title}</span>${row.description && html`<small>${row.description}</small>`}</span>
        <input type="radio" name="row" value=${row.id} checked=${chosen === row.id} onChange=${() => choose(row.id)} />
      </label>`,
    )}
  </section>`;
}
