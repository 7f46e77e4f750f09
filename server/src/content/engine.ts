/**
 * The Liquid engine, bounded: no files, no partials, own properties only, limits on what a template may parse, make and do.
 * Text that people type never reaches anything but the values it is given.
 */
import {
  type Arguments,
  CaptureTag,
  type Emitter,
  evalToken,
  Liquid,
  Context as RenderContext,
  Tag,
  type TagToken,
  type TopLevelToken,
} from "liquidjs";
import { installFilters } from "./filters.ts";

/** Longest piece of Liquid that is accepted, and longest text it may make; UTF-16 units. */
export const maxSourceLength = 10_000;
export const maxOutputLength = 16_000;

/** Most pieces (texts, outputs, tags; those in a loop once per round) that the texts of one message may go through together. */
const maxSteps = 50_000;
/** Most text that one message's Liquid may make, over all its fields. */
const maxMade = 500_000;

/** Thrown by `{% abort_message('reason') %}`: this contact gets nothing. */
export class AbortMessage extends Error {
  override name = "AbortMessage";
}

class AbortTag extends Tag {
  private readonly reason: ReturnType<typeof this.tokenizer.readValue>;

  constructor(token: TagToken, rest: TopLevelToken[], liquid: Liquid) {
    super(token, rest, liquid);
    const input = this.tokenizer;
    input.skipBlank();
    const bracket = input.peek() === "(";
    if (bracket) input.advance();
    this.reason = input.readValue();
    input.skipBlank();
    if (bracket) input.assert(input.read() === ")", 'expected ")" after the reason');
    input.skipBlank();
    input.assert(input.end(), "expected the reason in quotes: abort_message('reason')");
  }

  *render(ctx: RenderContext, _emitter: Emitter): Generator<unknown, void, unknown> {
    const reason = this.reason ? yield evalToken(this.reason, ctx) : "";
    throw new AbortMessage(String(reason ?? "").slice(0, 128));
  }

  *arguments(): Arguments {
    if (this.reason) yield this.reason;
  }
}

/** Captured text counts as memory: a capture of itself in a loop would double without end. */
class BoundedCaptureTag extends CaptureTag {
  override *render(ctx: RenderContext): Generator<unknown, void, string> {
    yield* super.render(ctx);
    const captured = (ctx.bottom() as Record<string, unknown>)[this.variable];
    ctx.memoryLimit.use(String(captured ?? "").length);
  }
}

export function createEngine(): Liquid {
  const engine = new Liquid({
    templates: {},
    ownPropertyOnly: true,
    strictFilters: true,
    timezoneOffset: 0,
    locale: "en-US",
    parseLimit: maxSourceLength,
    memoryLimit: 1_000_000,
  });
  for (const name of ["include", "render", "layout", "block"]) delete engine.tags[name];
  engine.registerTag("abort_message", AbortTag);
  engine.registerTag("capture", BoundedCaptureTag);
  installFilters(engine);
  return engine;
}

/** Thrown when a rendering goes through more pieces than it may. */
export class TooManySteps extends Error {
  override name = "TooManySteps";
}

interface Spent {
  steps: number;
  made: number;
}

/** By scope, which is one message to one contact: a message of thousands of texts may do no more work than one text. */
const spent = new WeakMap<object, Spent>();

function spentOn(scope: object): Spent {
  const known = spent.get(scope);
  if (known) return known;
  const nothing = { steps: 0, made: 0 };
  spent.set(scope, nothing);
  return nothing;
}

/** Counts a text that was made. Throws TooManySteps when the message as a whole came out too long. */
export function countMade(scope: object, length: number): void {
  const so = spentOn(scope);
  so.made += length;
  if (so.made > maxMade) throw new TooManySteps();
}

/**
 * The context of one rendering. Work is counted in steps, not by the clock as the engine would: a machine that is busy for a
 * moment must not cost anybody a message.
 */
export function renderContext(engine: Liquid, scope: object): RenderContext {
  const context = new RenderContext(scope, engine.options, { sync: true }, { liquid: engine });
  const so = spentOn(scope);
  const limiter = {
    use() {},
    check() {
      if (++so.steps > maxSteps) throw new TooManySteps();
    },
  };
  context.renderLimit = limiter as unknown as RenderContext["renderLimit"];
  return context;
}
