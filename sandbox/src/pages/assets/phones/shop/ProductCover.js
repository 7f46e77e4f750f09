import { money } from "../../lib/format.js";
import { html } from "../../lib/html.js";
import { useLanguage } from "../../lib/language.js";
import { Icon } from "../icons.js";

const countOf = ({ sections }) => sections.reduce((sum, { products }) => sum + products.length, 0);

/** What a product or catalogue message shows before it is opened. */
export function ProductCover({ t, catalog }) {
  const language = useLanguage();
  const { cover, kind } = catalog;
  if (!cover) return null;
  if (kind === "product")
    return html`<div class="product-cover"><img src=${cover.image} alt="" />
      <span class="product-words"><strong>${cover.name}</strong><small>${money(cover.price, cover.currency, language)}</small></span></div>`;
  return html`<div class="catalog-cover"><img src=${cover.image} alt="" />
    <span class="grow"><strong>${kind === "catalog" ? t("catalog") : t("items", { n: countOf(catalog) })}</strong><small>${t("catalogHint")}</small></span></div>`;
}

/** An order as the person who sent it sees it. */
export function OrderCard({ t, order }) {
  const language = useLanguage();
  const pieces = order.items.reduce((sum, { quantity }) => sum + quantity, 0);
  return html`<div class="catalog-cover order-card"><img src=${order.items[0]?.product.image} alt="" />
      <span class="grow"><strong><${Icon} name="bag" size=${15} /> ${t("orderOf", { n: pieces })}</strong>
        <small>${t("orderTotal", { total: money(order.total, order.currency, language) })}</small></span></div>
    ${order.text && html`<div class="text"><div class="line">${order.text}</div></div>`}`;
}
