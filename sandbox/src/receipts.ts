/** The fate of accepted messages: delivered or failed, then perhaps seen; on timers (auto) or on command (explicit). */
import { priceOf } from "./prices.ts";
import type { State } from "./state.ts";
import type { Message } from "./types.ts";
import type { ResultEvent } from "./webhooks/forms.ts";
import { TimerWheel } from "./wheel.ts";

/** Whoever tells the world what became of a message. */
export interface ResultSink {
  publish(event: ResultEvent, message: Message): void;
}

export class ReceiptClock {
  private readonly wheel: TimerWheel<Message>;
  private readonly state: State;
  private readonly webhooks: ResultSink;

  constructor(state: State, webhooks: ResultSink) {
    this.state = state;
    this.webhooks = webhooks;
    this.wheel = new TimerWheel((due) => {
      for (const message of due) this.advance(message);
    });
  }

  get size(): number {
    return this.wheel.size;
  }

  /** In auto mode: lets the message reach the phone after a random moment. */
  schedule(message: Message, now: number): void {
    const { mode, deliverMs, timeScale } = this.state.settings;
    if (mode === "auto") this.wheel.add(now + between(deliverMs) * timeScale, message);
  }

  deliver(message: Message): void {
    if (message.state !== "pending") return;
    if (message.error !== 0) {
      this.fail(message, message.error);
      return;
    }
    const now = Date.now();
    const { conversation, account } = message;
    message.state = "delivered";
    message.doneAt = now;
    conversation.unread++;
    account.balance -= priceOf(
      conversation.phone.number,
      message.template?.category ?? null,
      account.currency,
    );
    this.webhooks.publish("DELIVERY", message);
    this.announce(message);
    this.scheduleReading(message, now);
  }

  see(message: Message): void {
    if (message.state === "pending") this.deliver(message);
    if (message.state !== "delivered") return;
    message.state = "seen";
    message.seenAt = Date.now();
    message.conversation.unread = Math.max(0, message.conversation.unread - 1);
    this.webhooks.publish("SEEN", message);
    this.announce(message);
  }

  fail(message: Message, errorCode: number): void {
    if (message.state === "delivered")
      message.conversation.unread = Math.max(0, message.conversation.unread - 1);
    message.state = "failed";
    message.error = errorCode;
    message.doneAt = Date.now();
    this.webhooks.publish("DELIVERY", message);
    this.announce(message);
  }

  fireAll(): number {
    return this.wheel.fireAll();
  }

  clear(): void {
    this.wheel.clear();
  }

  stop(): void {
    this.wheel.stop();
  }

  private advance(message: Message): void {
    if (message.state === "pending") this.deliver(message);
    else if (readsByItself(message)) this.see(message);
  }

  private scheduleReading(message: Message, now: number): void {
    const { mode, readMs, autoReadRate, timeScale } = this.state.settings;
    if (mode !== "auto" || !readsByItself(message) || Math.random() >= autoReadRate) return;
    this.wheel.add(now + between(readMs) * timeScale, message);
  }

  private announce(message: Message): void {
    this.state.live.emit(() => ({
      type: "status",
      messageId: message.id,
      number: message.conversation.phone.number,
      sender: message.conversation.sender.number,
      status: message.state,
      ...(message.state === "failed" ? { errorCode: message.error } : {}),
    }));
  }
}

/** A phone that a person holds is read by that person; one without read receipts never says so. */
function readsByItself({ conversation: { phone } }: Message): boolean {
  return !phone.attended && !phone.receiptsOff;
}

function between([low, high]: [number, number]): number {
  return low + Math.random() * (high - low);
}
