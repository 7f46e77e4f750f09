/** The components of Flow JSON as WhatsApp draws them. Fields report through `setValue`, taps through `run`. */
import { html } from "../../lib/html.js";
import { whatsappText } from "../bubble/whatsapp-text.js";
import { Icon } from "../icons.js";
import { CheckboxGroup, ChipsSelector, Dropdown, OptIn, RadioButtonsGroup } from "./choices.js";
import { resolve } from "./expression.js";
import { CalendarPicker, DatePicker, TextArea, TextInput } from "./inputs.js";
import { Picker } from "./Picker.js";

const FIELDS = {
  TextInput,
  TextArea,
  DatePicker,
  CalendarPicker,
  Dropdown,
  RadioButtonsGroup,
  CheckboxGroup,
  ChipsSelector,
  OptIn,
  PhotoPicker: Picker,
  DocumentPicker: Picker,
};
const STATIC = {
  TextHeading,
  TextSubheading,
  TextBody,
  TextCaption,
  RichText,
  Image,
  ImageCarousel,
  EmbeddedLink,
  NavigationList,
  Footer,
};

export function Component({ t, component, scope, value, error, setValue, run, busy }) {
  const { type, name } = component;
  const props = resolveProps(component, scope);
  const Input = FIELDS[type];
  if (Input) {
    const change = (next) => {
      setValue(name, next);
      const action = component["on-select-action"];
      if (action) run(action);
    };
    return html`<div class="flow-field" data-field=${name}><${Input} ...${{ t, props, name, value, error, onValue: change, run }} action=${component["on-click-action"]} /></div>`;
  }
  const Shown = STATIC[type];
  if (Shown) return html`<${Shown} ...${{ t, props, component, run, busy }} />`;
  return html`<p class="muted">${t("flowUnknown", { type })}</p>`;
}

/** Everything but actions and children, with its bindings filled in. */
function resolveProps(component, scope) {
  const plain = Object.entries(component).filter(([key]) => !key.endsWith("-action") && key !== "children");
  return Object.fromEntries(plain.map(([key, value]) => [key, resolve(value, scope)]));
}

const styleOf = ({ "font-weight": weight, strikethrough }) =>
  [
    String(weight ?? "").includes("bold") && "bold",
    String(weight ?? "").includes("italic") && "italic",
    strikethrough && "struck",
  ]
    .filter(Boolean)
    .join(" ");

function TextHeading({ props }) {
  return html`<h3 class="flow-heading">${props.text}</h3>`;
}

function TextSubheading({ props }) {
  return html`<h4 class="flow-subheading">${props.text}</h4>`;
}

function TextBody({ props }) {
  return html`<div class=${`flow-body ${styleOf(props)}`}>${marked(props)}</div>`;
}

function TextCaption({ props }) {
  return html`<div class=${`flow-caption ${styleOf(props)}`}>${marked(props)}</div>`;
}

const marked = ({ text, markdown }) => (markdown ? fromMarkdown(text) : lines(text));
const lines = (text) => [text].flat().map((line, index) => html`<p key=${index}>${line}</p>`);

/** Markdown's `**bold**` and lists, in WhatsApp's own marks; headings by their number signs. */
function fromMarkdown(text) {
  return [text].flat().flatMap((line) => {
    const heading = /^(#{1,6}) (.+)$/.exec(String(line ?? ""));
    if (heading)
      return html`<h4 class=${heading[1].length === 1 ? "flow-heading" : "flow-subheading"}>${heading[2]}</h4>`;
    return whatsappText(
      String(line ?? "")
        .replace(/\*\*(.+?)\*\*/g, "*$1*")
        .replace(/~~(.+?)~~/g, "~$1~"),
    );
  });
}

function RichText({ props }) {
  return html`<div class="flow-body flow-rich">${fromMarkdown(props.text)}</div>`;
}

const pictureOf = (src) => (/^(https?:|data:)/.test(src ?? "") ? src : `data:image/*;base64,${src ?? ""}`);

function Image({ props }) {
  const ratio = Number(props["aspect-ratio"]);
  return html`<img class="flow-image" src=${pictureOf(props.src)} alt=${props["alt-text"] ?? ""} height=${props.height}
    style=${`object-fit:${props["scale-type"] ?? "contain"};${ratio ? `aspect-ratio:${ratio};` : ""}`} />`;
}

function ImageCarousel({ t, props }) {
  const images = props.images ?? [];
  return html`<div class="flow-carousel" role="group" tabindex="0" aria-label=${t("cards", { n: images.length })}>
    ${images.map((image, index) => html`<img key=${index} src=${pictureOf(image.src)} alt=${image["alt-text"] ?? ""} />`)}
  </div>`;
}

function EmbeddedLink({ props, component, run }) {
  return html`<button type="button" class="flow-link plain" onClick=${() => run(component["on-click-action"] ?? {})}>${props.text}</button>`;
}

function NavigationList({ props, component, run }) {
  const items = Array.isArray(props["list-items"]) ? props["list-items"] : [];
  return html`<div>${props.label && html`<h4 class="flow-subheading">${props.label}</h4>`}
    ${items.map(({ id, start, "main-content": main, end, "on-click-action": own }) => {
      const action = own ?? component["on-click-action"];
      return html`<button key=${id} type="button" class="sheet-row plain" onClick=${() => run(action ?? {})}>
        ${start?.image && html`<img class="flow-thumb" src=${pictureOf(start.image)} alt=${start["alt-text"] ?? ""} />`}
        <span class="grow"><span>${main?.title}</span>${main?.description && html`<small>${main.description}</small>`}${main?.metadata && html`<small>${main.metadata}</small>`}</span>
        ${end && html`<span class="flow-end"><span>${end.title}</span><small>${end.description}</small></span>`}
        <${Icon} name="next" size=${16} />
      </button>`;
    })}
  </div>`;
}

function Footer({ props, component, run, busy }) {
  const { "left-caption": left, "center-caption": center, "right-caption": right } = props;
  return html`<div class="flow-footer">
    ${(left || center || right) && html`<p class="flow-captions"><span>${left}</span><span>${center}</span><span>${right}</span></p>`}
    <button type="button" class="wa-primary" disabled=${busy || props.enabled === false} onClick=${() => run(component["on-click-action"] ?? {})}>${props.label}</button>
  </div>`;
}
