/** E-mail through the operator's SMTP server. Everything about a message is given; nothing here knows what it is about. */
import { createTransport } from "nodemailer";
import type { Config } from "../config.ts";

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** The same on every attempt: mail systems that recognise it show a repeated message once. */
  readonly messageId: string;
}

export interface Mailer {
  /** Resolves when the server has taken it. Throws a MailError. */
  send(mail: Mail): Promise<void>;
}

export class MailError extends Error {
  override name = "MailError";
  /** Refused for good: trying again changes nothing. */
  readonly final: boolean;
  constructor(message: string, final: boolean, cause: unknown) {
    super(message, { cause });
    this.final = final;
  }
}

const timeoutMs = 20_000;

/** null: no SMTP server is configured. */
export function createMailer(config: Pick<Config, "mail">): Mailer | null {
  if (!config.mail) return null;
  const { smtpUrl, from } = config.mail;
  return {
    async send({ messageId, ...mail }) {
      // One connection per message: notices are rare, and none is left open.
      const transport = createTransport({
        url: smtpUrl,
        connectionTimeout: timeoutMs,
        greetingTimeout: timeoutMs,
        socketTimeout: timeoutMs,
        disableFileAccess: true,
        disableUrlAccess: true,
      });
      try {
        await transport.sendMail({
          ...mail,
          from,
          messageId,
          headers: { "Auto-Submitted": "auto-generated" },
        });
      } catch (cause) {
        throw toMailError(cause);
      } finally {
        transport.close();
      }
    },
  };
}

/** The server's words, without the address that the connection was made with: it holds the password. */
function toMailError(cause: unknown): MailError {
  const { responseCode, response, code, message } = cause as {
    responseCode?: number;
    response?: string;
    code?: string;
    message?: string;
  };
  // 535 is about our own log-in, which a person can mend; the other permanent answers are about this message.
  const final = responseCode !== undefined && responseCode >= 500 && code !== "EAUTH";
  return new MailError((response ?? message ?? "the SMTP server did not answer").slice(0, 300), final, cause);
}
