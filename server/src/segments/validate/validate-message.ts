/** The checks of conditions on messages, windows and subscriptions. */
import type { ErrorDetail } from "../../lib/errors.ts";
import { messageOperators } from "../filter.ts";
import {
  at,
  countProblems,
  daysProblems,
  type FilterRegistry,
  isFilledText,
  isGiven,
  isWhole,
  maxDays,
  problem,
  type RawNode,
  textOf,
  unknownOperator,
  unless,
} from "./problems.ts";
import { dateMessage, daysExpectation, isDate } from "./validate-value.ts";

export function messageProblems(node: RawNode, path: string, registry: FilterRegistry): ErrorDetail[] {
  const operator = textOf(node.operator);
  if (!messageOperators.some((known) => known === operator))
    return unknownOperator(path, "Messages", node.operator);
  return [
    ...daysProblems(node.days, at(path, "days")),
    ...campaignProblems(node, path, registry),
    ...groupProblems(node, path, registry),
    ...unless(
      !isGiven(node.tag) || isFilledText(node.tag),
      at(path, "tag"),
      "value_not_allowed",
      "Choose a tag of campaigns, or leave it out.",
    ),
    ...errorCodeProblems(node, operator, path),
    ...countProblems(node, path),
    ...unless(
      !operator.startsWith("not_") || (node.minCount ?? 1) === 1,
      at(path, "minCount"),
      "value_not_allowed",
      "A number of messages goes with what happened, not with what did not. Leave it out, or exclude this condition instead.",
    ),
  ];
}

function campaignProblems(node: RawNode, path: string, registry: FilterRegistry): ErrorDetail[] {
  const { campaignId, variantId } = node;
  if (isGiven(campaignId) && !registry.campaignIds.has(textOf(campaignId)))
    return problem(
      at(path, "campaignId"),
      "unknown_campaign",
      "This campaign does not exist. Choose another one, or any campaign.",
    );
  if (!isGiven(variantId)) return [];
  const owner = registry.variants.get(textOf(variantId));
  return unless(
    owner !== undefined && (!isGiven(campaignId) || owner === campaignId),
    at(path, "variantId"),
    "unknown_variant",
    "The campaign has no such variant. Choose another one, or any variant.",
  );
}

/** Where a number may be given. */
function groupProblems(node: RawNode, path: string, registry: FilterRegistry): ErrorDetail[] {
  return unless(
    !isGiven(node.subscriptionGroupId) || registry.subscriptionGroupIds.has(textOf(node.subscriptionGroupId)),
    at(path, "subscriptionGroupId"),
    "unknown_subscription_group",
    "Choose one of the workspace's numbers, or any number.",
  );
}

function errorCodeProblems({ errorCode }: RawNode, operator: string, path: string): ErrorDetail[] {
  if (!isGiven(errorCode)) return [];
  const here = at(path, "errorCode");
  if (!operator.endsWith("failed"))
    return problem(here, "value_not_allowed", 'An error code goes with "failed" only. Leave it out.');
  return unless(
    isFilledText(errorCode),
    here,
    "value_not_allowed",
    "Write the provider's code, like 131049.",
  );
}

export function lastMessageProblems(node: RawNode, path: string, registry: FilterRegistry): ErrorDetail[] {
  return [...lastMessageValue(node, path), ...groupProblems(node, path, registry)];
}

function lastMessageValue({ operator, value }: RawNode, path: string): ErrorDetail[] {
  const here = at(path, "value");
  switch (operator) {
    case "never":
      return [];
    case "before":
    case "after":
      return unless(isDate(value), here, "value_not_allowed", dateMessage);
    case "in_last_days":
    case "not_in_last_days": {
      const expected = daysExpectation(value);
      return expected ? problem(here, "value_not_allowed", expected) : [];
    }
    default:
      return unknownOperator(path, "Times of the last message", operator);
  }
}

export function windowProblems(node: RawNode, path: string, registry: FilterRegistry): ErrorDetail[] {
  return [
    ...unless(
      typeof node.open === "boolean",
      at(path, "open"),
      "value_missing",
      "Say whether the window is open (true) or closed (false).",
    ),
    ...groupProblems(node, path, registry),
  ];
}

export function subscriptionProblems(node: RawNode, path: string, registry: FilterRegistry): ErrorDetail[] {
  const { subscriptionGroupId, state, changedInDays } = node;
  return [
    ...unless(
      registry.subscriptionGroupIds.has(textOf(subscriptionGroupId)),
      at(path, "subscriptionGroupId"),
      "unknown_subscription_group",
      "Choose one of the workspace's numbers.",
    ),
    ...unless(
      ["subscribed", "unsubscribed", "unknown"].includes(textOf(state)),
      at(path, "state"),
      "value_not_allowed",
      "Choose subscribed, unsubscribed or unknown.",
    ),
    ...changedProblems(state, changedInDays, at(path, "changedInDays")),
  ];
}

function changedProblems(state: unknown, days: unknown, path: string): ErrorDetail[] {
  if (!isGiven(days)) return [];
  if (state === "unknown")
    return problem(
      path,
      "value_not_allowed",
      "Nobody knows since when a state is unknown. Leave the days out.",
    );
  return unless(
    isWhole(days, 1, maxDays),
    path,
    "value_not_allowed",
    `Write a whole number of days from 1 to ${maxDays}, or leave them out.`,
  );
}
