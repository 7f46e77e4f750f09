/** Where attributes and events are used: segments, messages of campaigns, imports. All of them are small configuration. */
import { sql } from "kysely";
import type { Db } from "../lib/db.ts";
import { type Filter, listSegments } from "../segments/segments.ts";

export interface Reference {
  readonly kind: "segment" | "campaign" | "import";
  readonly id: string;
  readonly name: string;
  /** Of a segment: the nested keys compared ("address.city"); of a campaign: its state. */
  readonly detail: string;
}

/** Imports of a year ago say little about today. */
const importsLookedAt = 200;

/** By attribute name ("custom:points", "standard:country") or event name ("event:ordered"). */
export async function references(
  db: Db,
  workspaceId: string,
): Promise<ReadonlyMap<string, readonly Reference[]>> {
  const [segments, campaigns, imports] = await Promise.all([
    listSegments(db, workspaceId),
    campaignTexts(db, workspaceId),
    importMappings(db, workspaceId),
  ]);
  const found = new Map<string, Map<string, Reference>>();
  const add = (key: string, reference: Reference) => {
    const mine = found.get(key) ?? new Map<string, Reference>();
    const known = mine.get(reference.id);
    const details = [known?.detail, reference.detail].filter(Boolean);
    mine.set(reference.id, { ...reference, detail: [...new Set(details)].join(", ") });
    found.set(key, mine);
  };
  for (const { id, name, filter } of segments)
    for (const [key, detail] of namesIn(filter)) add(key, { kind: "segment", id, name, detail });
  for (const { id, name, state, text } of campaigns)
    for (const key of namesInLiquid(text)) add(key, { kind: "campaign", id, name, detail: state });
  for (const { id, name, mapping } of imports)
    for (const key of namesInMapping(mapping)) add(key, { kind: "import", id, name, detail: "" });
  return new Map([...found].map(([key, mine]) => [key, [...mine.values()]]));
}

function namesIn(filter: Filter): [key: string, detail: string][] {
  switch (filter.kind) {
    case "and":
    case "or":
      return filter.children.flatMap(namesIn);
    case "not":
      return namesIn(filter.child);
    case "attribute":
      return [
        [
          `${filter.custom ? "custom" : "standard"}:${filter.name}`,
          filter.path ? [filter.name, ...filter.path].join(".") : "",
        ],
      ];
    case "event":
    case "event_time":
      return [[`event:${filter.name}`, ""]];
    case "purchase":
      return [["event:purchase", ""]];
    case "import":
      return [["custom:import_lists", ""]];
    case "age":
      return [["standard:date_of_birth", ""]];
    default:
      return [];
  }
}

/** `{{custom_attribute.${name}}}`, `custom_attribute["name"]`, `{{${first_name}}}`; names that are computed are not found. */
function namesInLiquid(text: string): Set<string> {
  const keys = new Set<string>();
  for (const [, dollar, bracket, plain] of text.matchAll(
    /custom_attribute\s*(?:\.\s*\$\{([^}]*)\}|\[\s*\\?["']([^"'\\]*)\\?["']\s*\]|\.\s*([\w-]+))/g,
  ))
    keys.add(`custom:${(dollar ?? bracket ?? plain ?? "").trim()}`);
  for (const [, name] of text.matchAll(/(?<!custom_attribute\s*\.\s*)\$\{\s*([a-z_]+)\s*\}/g))
    keys.add(`standard:${name}`);
  return keys;
}

interface CampaignText {
  readonly id: string;
  readonly name: string;
  readonly state: string;
  readonly text: string;
}

async function campaignTexts(db: Db, workspaceId: string): Promise<CampaignText[]> {
  const { rows } = await sql<CampaignText>`
    select c.id, c.name, c.state, string_agg(v.message::text, ' ') as text
    from campaigns c join campaign_variants v on v.campaign_id = c.id
    where c.workspace_id = ${workspaceId} and c.state <> 'archived'
    group by c.id order by c.id desc`.execute(db);
  return rows;
}

interface ImportMapped {
  readonly id: string;
  readonly name: string;
  readonly mapping: unknown;
}

async function importMappings(db: Db, workspaceId: string): Promise<ImportMapped[]> {
  const { rows } = await sql<ImportMapped>`
    select id, file_name as name, mapping from imports
    where workspace_id = ${workspaceId} and mapping is not null order by id desc limit ${importsLookedAt}`.execute(
    db,
  );
  return rows;
}

const notStandard = new Set(["attribute", "alias", "subscription", "ignore"]);

function namesInMapping(mapping: unknown): Set<string> {
  const keys = new Set<string>();
  for (const column of Object.values(
    (mapping ?? {}) as Record<string, { target?: string; attribute?: string }>,
  )) {
    if (column?.attribute) keys.add(`custom:${column.attribute}`);
    else if (column?.target && !notStandard.has(column.target)) keys.add(`standard:${column.target}`);
  }
  return keys;
}
