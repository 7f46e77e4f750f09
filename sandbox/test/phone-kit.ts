/** A phone in a real browser, with a business that writes to it and a receiver of what the person answers. */
import type { Browser, BrowserContext, Locator, Page } from "playwright-core";
import { launchBrowser } from "./browser.ts";
import {
  type Answer,
  type Kit,
  type Receiver,
  startKit,
  startReceiver,
  subscribe,
  until,
} from "./harness.ts";

export const PHONE = "5511955550101";

export interface PhoneKit {
  kit: Kit;
  receiver: Receiver;
  browser: Browser;
  /** Sends a free-form message of that kind and delivers it; answers with its id. */
  send(kind: string, content: unknown, phone?: string): Promise<string>;
  /** The same for a template of the new WABA. */
  sendTemplate(name: string, templateData: Record<string, unknown>, language?: string): Promise<string>;
  /** The phone's page with the chat open. */
  open(options?: Parameters<Browser["newContext"]>[0], path?: string): Promise<Page>;
  /** The `message` of the next inbound webhook result. */
  inbound(): Promise<Answer>;
  close(): Promise<void>;
}

/** The window is open from the start: the person has written once. */
export async function startPhoneKit(): Promise<PhoneKit> {
  const kit = await startKit({ magicNumbers: false });
  const receiver = await startReceiver();
  await subscribe(kit, receiver, ["INBOUND_MESSAGE"]);
  const browser = await launchBrowser();
  const contexts: BrowserContext[] = [];
  const failures: string[] = [];
  let sent = 0;
  await kit.control("POST", "/control/phones", { number: PHONE, name: "Marina Alves" });
  await kit.control("POST", `/control/phones/${PHONE}/messages`, { sender: kit.sender, text: "Oi" });
  await until(() => receiver.results().length === 1);
  let seen = receiver.results().length;

  const deliver = async (messageId: string) => {
    await kit.control("POST", `/control/messages/${messageId}/receipt`, { event: "delivered" });
    return messageId;
  };
  return {
    kit,
    receiver,
    browser,
    send: async (kind, content, phone = PHONE) => {
      const messageId = `free-${++sent}`;
      const body = { from: kit.sender, to: phone, messageId, content };
      const { status, body: answer } = await kit.api("POST", `/whatsapp/1/message/${kind}`, body);
      if (status !== 200) throw new Error(`${kind}: ${JSON.stringify(answer)}`);
      return deliver(messageId);
    },
    sendTemplate: async (templateName, templateData, language = "pt_BR") => {
      const messageId = `template-${++sent}`;
      const content = {
        templateName,
        language,
        templateData: { body: { placeholders: [] }, ...templateData },
      };
      const messages = [{ from: kit.sender, to: PHONE, messageId, content }];
      const { status, body } = await kit.api("POST", "/whatsapp/1/message/template", { messages });
      if (status !== 200) throw new Error(`${templateName}: ${JSON.stringify(body)}`);
      return deliver(messageId);
    },
    open: async (options = {}, path = `/phones/${PHONE}?with=${kit.sender}`) => {
      const context = await browser.newContext({
        locale: "en-US",
        permissions: ["clipboard-read", "clipboard-write"],
        ...options,
      });
      context.setDefaultTimeout(8000);
      context.on("weberror", (error) => failures.push(error.error().message));
      contexts.push(context);
      const page = await context.newPage();
      await page.goto(kit.url + path);
      return page;
    },
    inbound: async () => {
      await until(() => receiver.results().length > seen);
      return receiver.results()[seen++].message;
    },
    close: async () => {
      await browser.close();
      receiver.close();
      await kit.close();
      if (failures.length > 0) throw new Error(`The page failed: ${failures.join("; ")}`);
    },
  };
}

/** The bubble of one message. */
export const bubble = (page: Page, messageId: string): Locator =>
  page.locator(`article[data-message-id="${messageId}"]`);
