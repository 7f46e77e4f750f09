/** Outgoing calls to addresses that people gave: where they may lead, and what may come back. */
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, describe, expect, it } from "vitest";
import { createHttpClient, isPrivate } from "../src/lib/http.ts";

const http = createHttpClient();
let answer: (response: ServerResponse) => void = (response) => response.end();
const server = createServer((_request, response) => answer(response));
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
const call = { method: "GET", url: `http://${host}/`, allowedHosts: [host] } as const;
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await http.close();
});

describe("private addresses", () => {
  it.each([
    "127.0.0.1",
    "10.1.2.3",
    "169.254.169.254",
    "::",
    "::1",
    "::7f00:1",
    "::ffff:127.0.0.1",
    "::ffff:7f00:1",
    "::ffff:a9fe:a9fe",
    "64:ff9b::127.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::1",
    "2002:7f00:1::",
    "2002:a9fe:a9fe::1",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    "fc00::1",
    "fd12:3456::1",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
    "0:0:0:0:0:0:0:1",
    "nonsense",
  ])("%s", (address) => expect(isPrivate(address)).toBe(true));

  it.each(["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8", "2002:808:808::1", "2a00::1"])(
    "not %s",
    (address) => expect(isPrivate(address)).toBe(false),
  );

  it.each([
    `http://${host}/`,
    "http://[::ffff:7f00:1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[2002:7f00:1::]/",
    "http://2130706433/",
    "http://0x7f.1/",
    "http://017700000001/",
    "http://127.1/",
    "http://127.0.0.1./",
    "http://0/",
    "http://localhost:1/",
  ])("are not called as %s", async (url) => {
    await expect(http.send({ method: "GET", url })).rejects.toMatchObject({ kind: "blocked", sent: false });
  });

  it("a permission for one port is none for another", async () => {
    const url = `http://${host.split(":")[0]}:1/`;
    await expect(http.send({ method: "GET", url, allowedHosts: [host] })).rejects.toMatchObject({
      kind: "blocked",
    });
  });
});

describe("what comes back", () => {
  it("is not followed elsewhere", async () => {
    answer = (response) => response.writeHead(302, { location: `http://${host}/elsewhere` }).end();
    expect((await http.send(call)).status).toBe(302);
    expect((await http.download(call, 100)).status).toBe(302);
  });

  it("ends when the time is over, however slowly it drips", async () => {
    answer = (response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write("."), 50);
      response.on("close", () => clearInterval(drip));
    };
    const slow = http.send({ ...call, timeoutMs: 400 });
    await expect(slow).rejects.toMatchObject({ kind: "timeout", sent: true });
    await expect(http.download({ ...call, timeoutMs: 100 }, 1e6)).rejects.toMatchObject({ kind: "timeout" });
  }, 5000);

  it("has an end", async () => {
    const chunk = Buffer.alloc(1024 * 1024, ".");
    answer = (response) => {
      response.writeHead(200);
      const more = (): void => {
        while (!response.destroyed && response.write(chunk));
        if (!response.destroyed) response.once("drain", more);
      };
      more();
    };
    await expect(http.send({ ...call, timeoutMs: 20_000 })).rejects.toMatchObject({ kind: "too_large" });
  }, 25_000);
});
