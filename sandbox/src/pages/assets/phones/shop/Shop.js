import { TextField } from "../../components/Field.js";
import { money } from "../../lib/format.js";
import { html, useState } from "../../lib/html.js";
import { useLanguage } from "../../lib/language.js";
import { Icon } from "../icons.js";
import { Sheet } from "../Sheet.js";

/** A catalogue on a sheet: products, a cart, and the order that goes to the business. */
export function Shop({ t, message, chat, onClose }) {
  const [cart, setCart] = useState({});
  const [inCart, setInCart] = useState(false);
  const [note, setNote] = useState("");
  const { catalog } = message;
  const products = new Map(
    catalog.sections.flatMap((section) => section.products).map((one) => [one.retailerId, one]),
  );
  const items = Object.entries(cart).filter(([, quantity]) => quantity > 0);
  const pieces = items.reduce((sum, [, quantity]) => sum + quantity, 0);
  const change = (id, by) => setCart({ ...cart, [id]: Math.max(0, (cart[id] ?? 0) + by) });
  const order = async () => {
    onClose();
    await chat.act({
      kind: "order",
      messageId: message.id,
      items: items.map(([retailerId, quantity]) => ({ retailerId, quantity })),
      ...(note.trim() ? { text: note.trim() } : {}),
    });
  };
  const title = inCart
    ? t("cart")
    : catalog.kind === "product"
      ? t("product")
      : t("catalogOf", { name: chat.name });
  const back =
    inCart &&
    html`<button type="button" class="plain round-small" aria-label=${t("back")} onClick=${() => setInCart(false)}><${Icon} name="back" size=${20} /></button>`;
  return html`<${Sheet} t=${t} title=${title} tall onClose=${onClose} before=${back}>
    ${
      inCart
        ? html`<${Cart} t=${t} items=${items} products=${products} change=${change} note=${note} onNote=${setNote} />`
        : catalog.sections.map(
            (section, index) => html`<section key=${index}>
              ${section.title && html`<h3>${section.title}</h3>`}
              <ul class="products">${section.products.map((product) => html`<${Product} key=${product.retailerId} ...${{ t, product, quantity: cart[product.retailerId] ?? 0, change }} />`)}</ul>
            </section>`,
          )
    }
    <div class="sheet-foot">
      ${
        inCart
          ? html`<button type="button" class="wa-primary" disabled=${pieces === 0} title=${pieces === 0 ? t("cartEmpty") : undefined} onClick=${order}>${t("sendOrder")}</button>`
          : html`<button type="button" class="wa-primary" disabled=${pieces === 0} title=${pieces === 0 ? t("cartEmpty") : undefined} onClick=${() => setInCart(true)}>${t("viewCart", { n: pieces })}</button>`
      }
    </div>
  <//>`;
}

function Product({ t, product, quantity, change }) {
  const language = useLanguage();
  return html`<li class="product">
    <img src=${product.image} alt="" />
    <span class="grow"><strong>${product.name}</strong><small>${product.description}</small><span>${money(product.price, product.currency, language)}</span></span>
    <${Stepper} t=${t} name=${product.name} quantity=${quantity} onChange=${(by) => change(product.retailerId, by)} />
  </li>`;
}

function Stepper({ t, name, quantity, onChange }) {
  const button = (by, icon, word) =>
    html`<button type="button" class="round-small" aria-label=${t(word, { name })} onClick=${() => onChange(by)}><${Icon} name=${icon} size=${16} /></button>`;
  return html`<span class="stepper">
    ${quantity > 0 && html`${button(-1, "minus", "takeOut")}<span aria-live="polite">${quantity}</span>`}
    ${button(1, "plus", "putIn")}
  </span>`;
}

function Cart({ t, items, products, change, note, onNote }) {
  const language = useLanguage();
  if (items.length === 0) return html`<p class="empty">${t("cartEmpty")}</p>`;
  const chosen = items.map(([id, quantity]) => ({ product: products.get(id), quantity }));
  const total = chosen.reduce((sum, { product, quantity }) => sum + product.price * quantity, 0);
  return html`<ul class="products">${chosen.map(({ product, quantity }) => html`<${Product} key=${product.retailerId} ...${{ t, product, quantity, change }} />`)}</ul>
    <p class="cart-total"><span>${t("total")}</span><strong>${money(total, chosen[0].product.currency, language)}</strong></p>
    <div class="cart-note"><${TextField} label=${t("orderNote")} value=${note} onValue=${onNote} maxlength="300" autocomplete="off" /></div>`;
}
