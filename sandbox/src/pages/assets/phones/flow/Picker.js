import { html } from "../../lib/html.js";
import { Labelled } from "./Labelled.js";

/** Photos or documents of the person; only their names and types travel in the sandbox, as nobody decrypts its files. */
export function Picker({ props, value, error, onValue }) {
  const files = Array.isArray(value) ? value : [];
  const many = Number(props["max-uploaded-photos"] ?? props["max-uploaded-documents"] ?? 1) > 1;
  const accept = props.type === "PhotoPicker" ? "image/*" : undefined;
  const choose = (event) =>
    onValue(
      [...event.currentTarget.files].map(({ name, type, size }) => ({
        file_name: name,
        mime_type: type,
        size,
      })),
    );
  return html`<${Labelled} props=${props} error=${error} control=${(id, described) =>
    html`<input id=${id} type="file" accept=${accept} multiple=${many} aria-describedby=${described} aria-invalid=${error ? "true" : undefined} onChange=${choose} />
      <ul class="hint">${files.map((file) => html`<li key=${file.file_name}>${file.file_name}</li>`)}</ul>`} />`;
}
