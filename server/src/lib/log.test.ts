import { Writable } from "node:stream";
import { describe, expect, it } from "vitest";
import { createLogger } from "./log.ts";

function logged(write: (log: ReturnType<typeof createLogger>) => void): Record<string, unknown> {
  const lines: string[] = [];
  const destination = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  write(createLogger("info", destination));
  return JSON.parse(lines.join(""));
}

describe("the log", () => {
  it("tells of a database error without the row that met it", () => {
    const error = Object.assign(new Error('invalid input for "+5511999998888"'), {
      code: "23505",
      detail: "Key (phone)=(5511999998888) already exists.",
      where: "unnamed portal parameter $3 = 'Ana Souza'",
      constraint: "contacts_phone_key",
    });
    const line = logged((log) => log.error({ err: new Error("failed", { cause: error }) }, "unexpected"));
    expect(line.err).toMatchObject({
      message: "failed",
      cause: {
        message: 'invalid input for "+*********8888"',
        errorCode: "23505",
        constraint: "contacts_phone_key",
      },
    });
    expect(JSON.stringify(line)).not.toMatch(/5511999998888|Ana Souza/);
  });

  it("masks numbers in every text, and leaves ids whole", () => {
    const id = "12345678-1234-7000-8000-123456789012";
    const line = logged((log) => log.warn({ reason: "no 5511999998888", id }, "failed for 5511999998888"));
    expect(line).toMatchObject({ reason: "no *********8888", id, msg: "failed for *********8888" });
  });

  it("hides secrets by the name of their field", () => {
    const line = logged((log) => log.info({ apiKey: "k1", connection: { token: "t1" } }, "x"));
    expect(line).toMatchObject({ apiKey: "[secret]", connection: { token: "[secret]" } });
  });
});
