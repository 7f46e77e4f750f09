import { useTranslation } from "react-i18next";
import type { TimelineItem } from "../../../api/queries/profile.ts";
import { useReasonText } from "../../../components/use-reason-text.ts";
import { useFormat } from "../../../ui/format.ts";

/** What happened in one line, and a second one with what matters about it. */
export function useTimelineWords(): (item: TimelineItem) => { headline: string; detail: string } {
  const { t, i18n } = useTranslation("contacts");
  const format = useFormat();
  const reason = useReasonText();
  const text = (value: unknown): string => (typeof value === "string" ? value : "");
  const known = (key: string, fallback: string): string =>
    i18n.exists(`contacts:${key}`) ? t(key) : fallback;
  return (item) => {
    const { data, title, actorName } = item;
    switch (item.kind) {
      case "purchase":
        return { headline: t("timeline.bought", { product: text(data.product_id) }), detail: total(data) };
      case "sent": {
        const failed = text(data.errorCode);
        const why = failed && reason({ code: failed, title: item.errorTitle }).title;
        const state = known(`timeline.state.${text(data.state)}`, text(data.state));
        return {
          headline: title || t("timeline.sentByApi"),
          detail: [why ? `${state}: ${why}` : state, text(data.text)].filter(Boolean).join(" · "),
        };
      }
      case "received":
        return {
          headline: text(data.text) || known(`conversation.kind.${text(data.kind)}`, text(data.kind)),
          detail: "",
        };
      case "subscription": {
        const source = known(`profile.source.${text(data.source)}`, text(data.source));
        return {
          headline: t(`timeline.${text(data.state) === "subscribed" ? "subscribedTo" : "unsubscribedFrom"}`, {
            number: title,
          }),
          detail: [source, actorName].filter(Boolean).join(" · "),
        };
      }
      case "edit":
        return {
          headline: t(data.undoes ? "timeline.undoneBy" : "timeline.editedBy", {
            who: actorName ?? t("timeline.somebody"),
          }),
          detail: "",
        };
      default:
        return { headline: title, detail: hint(data) };
    }
  };

  function total(data: Record<string, unknown>): string {
    const price = Number(data.price);
    const quantity = Number(data.quantity ?? 1);
    if (!Number.isFinite(price) || !Number.isFinite(quantity)) return "";
    const amount = money(price * quantity, text(data.currency));
    return quantity === 1 ? amount : t("timeline.pieces", { count: quantity, amount });
  }

  function money(amount: number, currency: string): string {
    return /^[A-Z]{3}$/.test(currency) ? format.money(amount, currency) : format.number(amount);
  }
}

/** The first simple properties, to tell one order from another without opening it. */
function hint(properties: Record<string, unknown>): string {
  return Object.entries(properties)
    .filter(([, value]) => typeof value !== "object")
    .slice(0, 3)
    .map(([name, value]) => `${name} ${String(value)}`)
    .join(" · ");
}
