/** Filters of the dialect that the engine does not bring. Each charges the memory it makes, as the engine's own do. */
import { createHash } from "node:crypto";
import type { Liquid } from "liquidjs";

interface FilterThis {
  readonly context: { readonly memoryLimit: { use(count: number): void } };
}

const hash = (algorithm: string) =>
  function (this: FilterThis, value: unknown): string {
    const input = text(value);
    this.context.memoryLimit.use(input.length);
    return createHash(algorithm).update(input, "utf8").digest("hex");
  };

export function installFilters(engine: Liquid): void {
  engine.registerFilter("md5", hash("md5"));
  engine.registerFilter("sha1", hash("sha1"));
  engine.registerFilter("sha2", hash("sha256"));
  engine.registerFilter(
    "json_escape",
    charged((value) => JSON.stringify(value).slice(1, -1)),
  );
  engine.registerFilter(
    "url_param_escape",
    charged((value) => encodeURIComponent(value.toWellFormed())),
  );
  engine.registerFilter("number_with_delimiter", charged(withDelimiter));
  engine.registerFilter("json_parse", charged(parsed));
  engine.registerFilter("time_zone", function (this: FilterThis, value: unknown, zone: unknown) {
    return inTimeZone(value, text(zone));
  });
  engine.registerFilter("property_accessor", (value: unknown, name: unknown) =>
    typeof value === "object" && value !== null && Object.hasOwn(value, text(name))
      ? (value as Record<string, unknown>)[text(name)]
      : undefined,
  );
}

function charged(filter: (value: string) => unknown) {
  return function (this: FilterThis, value: unknown): unknown {
    const input = text(value);
    this.context.memoryLimit.use(input.length * 3);
    return filter(input);
  };
}

function text(value: unknown): string {
  if (value === null || value === undefined) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** 1234567.5 -> 1,234,567.5 */
function withDelimiter(value: string): string {
  const [, sign = "", whole = "", rest = ""] = /^(-?)(\d+)(\.\d+)?$/.exec(value.trim()) ?? [];
  if (whole === "") return value;
  return sign + whole.replace(/\B(?=(\d{3})+$)/g, ",") + rest;
}

function parsed(value: string): unknown {
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return undefined;
  }
}

/** The wall clock of a zone for an instant, as a text that the date filter prints unchanged. Unknown zones leave UTC. */
function inTimeZone(value: unknown, zone: string): unknown {
  const at =
    value === "now" || value === "today"
      ? new Date()
      : new Date(typeof value === "number" ? value * 1000 : text(value));
  if (Number.isNaN(at.getTime())) return value;
  try {
    return `${new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "medium" }).format(at).replace(" ", "T")}Z`;
  } catch {
    return at.toISOString();
  }
}
