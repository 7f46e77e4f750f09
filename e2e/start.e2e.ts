/** `npm start` as an operator meets it: first and later starts, every way to end, and each thing that can be wrong at the start. */
import { spawnSync } from "node:child_process";
import { chownSync, existsSync, mkdirSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { freePort } from "../server/src/lib/ports.ts";
import { startEmbeddedPostgres } from "../server/src/lib/postgres.ts";
import { eventually, launch, type Ports, processesOf, root } from "./ponte-process.ts";
import { expectRefusal, logIn, newFolder, newPorts, occupy, passwordIn, temporary } from "./start-world.ts";

/** Five seconds, and more only while the machine is so busy that loading the program alone takes long (idle: below 0.7 s). */
async function underFiveSeconds(dataDir: string, ports: Ports): Promise<number> {
  const started = Date.now();
  await launch({ dataDir, ports, args: ["help"] }).exited;
  return Math.max(5000, (Date.now() - started) * 8);
}

function modeOf(...parts: string[]): string {
  return (statSync(path.join(...parts)).mode & 0o777).toString(8);
}

async function nameOf(url: string, cookie: string, change?: string): Promise<string> {
  const answer = await fetch(`${url}/api/v1/me`, {
    method: change ? "PATCH" : "GET",
    headers: { cookie, origin: url, ...(change ? { "content-type": "application/json" } : {}) },
    ...(change ? { body: JSON.stringify({ name: change }) } : {}),
  });
  expect(answer.status).toBe(200);
  return ((await answer.json()) as { user: { name: string } }).user.name;
}

describe("one data directory, from the first start on", () => {
  const dataDir = newFolder();
  const folder = path.join(dataDir, "postgres");
  let ports: Ports;
  let password = "";

  it("survives a first start that is cut short", async () => {
    ports = await newPorts();
    const killed = launch({ dataDir, ports });
    expect(await eventually(() => existsSync(folder))).toBe(true);
    killed.signal("SIGKILL");
    await killed.exited;
    const interrupted = launch({ dataDir, ports });
    expect(await eventually(() => existsSync(path.join(folder, "cluster")), 30_000)).toBe(true);
    interrupted.signal("SIGINT");
    expect(await interrupted.exited).toBe(0);
    expect(interrupted.output()).toMatch(/Ponte has stopped\.\n$/);
    expect(await eventually(() => processesOf(dataDir).length === 0)).toBe(true);
  });

  it("prints addresses and log-in, and keeps the secrets to their owner", async () => {
    const ponte = launch({ dataDir, ports });
    await ponte.ready;
    password = passwordIn(dataDir);
    expect(ponte.output()).toContain(`http://localhost:${ports.server}`);
    expect(ponte.output()).toContain(`http://localhost:${ports.sandbox}`);
    expect(ponte.output()).toContain("admin@ponte.local");
    expect(ponte.output()).toContain(password);
    expect(modeOf(dataDir)).toMatch(/^70[01]$/);
    expect(modeOf(dataDir, "first-password")).toBe("600");
    expect(modeOf(dataDir, "encryption.key")).toBe("600");
    expect(modeOf(folder, "password")).toBe("600");
    const cookie = await logIn(ponte.url, password);
    expect(await nameOf(ponte.url, cookie, "Renata Duarte")).toBe("Renata Duarte");

    const second = launch({ dataDir, ports: await newPorts() });
    expect(await second.exited).toBe(1);
    expect(second.output()).toMatch(/^ponte: Ponte is already running with the data directory .*\.\n$/);

    const forgotten = launch({ dataDir, ports, args: ["password", "admin@ponte.local"] });
    expect(await forgotten.exited).toBe(0);
    expect(passwordIn(dataDir)).not.toBe(password);
    password = passwordIn(dataDir);
    await logIn(ponte.url, password);

    ponte.signal("SIGINT");
    expect(await ponte.exited).toBe(0);
    expect(ponte.output()).toMatch(/Ponte has stopped\.\n$/);
    expect(processesOf(dataDir)).toEqual([]);
  });

  it("is up again in under five seconds with the data and the log-in, also after SIGKILL", async () => {
    const limit = await underFiveSeconds(dataDir, ports);
    const killed = launch({ dataDir, ports });
    expect(await killed.ready).toBeLessThan(limit);
    expect(killed.output()).toContain(password);
    killed.signal("SIGKILL");
    await killed.exited;
    // The database stays, for the next start to take over.
    const others = () => processesOf(dataDir).filter(({ commandLine }) => !commandLine.includes("postgres"));
    expect(await eventually(() => others().length === 0)).toBe(true);
    const ponte = launch({ dataDir, ports });
    await ponte.ready;
    expect(await nameOf(ponte.url, await logIn(ponte.url, password))).toBe("Renata Duarte");
    ponte.signal("SIGTERM");
    expect(await ponte.exited).toBe(0);
    expect(processesOf(dataDir)).toEqual([]);
  });

  it("says when the database's port is taken", async () => {
    const other = await occupy(ports.database);
    await expectRefusal(
      launch({ dataDir, ports }),
      dataDir,
      new RegExp(`port ${ports.database} is taken.*PONTE_DATABASE_PORT`),
    );
    other.close();
  });

  it("says when the files are damaged", async () => {
    writeFileSync(path.join(folder, "cluster/global/pg_control"), Buffer.alloc(8192, 7));
    await expectRefusal(launch({ dataDir, ports }), dataDir, /files may be damaged: .*Restore a backup/);
  });
});

describe("what is wrong is said in one line", () => {
  const cases: readonly [what: string, env: Record<string, string>, words: RegExp][] = [
    ["a number out of range", { PONTE_PORT: "70000" }, /PONTE_PORT is "70000".*from 0 to 65535/],
    ["a word for a switch", { PONTE_SANDBOX: "maybe" }, /PONTE_SANDBOX is "maybe".*true or false/],
    ["no address", { PONTE_PUBLIC_URL: "ponte" }, /PONTE_PUBLIC_URL is "ponte".*https:/],
    ["a short key", { PONTE_ENCRYPTION_KEY: "c2hvcnQ=" }, /PONTE_ENCRYPTION_KEY must be 32 bytes.*openssl/],
    [
      "another kind of database",
      { DATABASE_URL: "mysql://u:p@h/d" },
      /DATABASE_URL must look like postgres:/,
    ],
    [
      "nobody there",
      { DATABASE_URL: "postgres://u:p@localhost:9/d" },
      /localhost:9\/d, which.*ECONNREFUSED.*Check host/,
    ],
    ["a host of others", { PONTE_HOST: "203.0.113.1" }, /no address 203\.0\.113\.1\. Set PONTE_HOST/],
  ];
  it("wrong configuration", async () => {
    for (const [what, env, words] of cases) {
      const dataDir = newFolder();
      const started = launch({ dataDir, ports: await newPorts(), env });
      await expectRefusal(started, dataDir, words).catch((error) => {
        throw new Error(`${what}: ${error}`, { cause: error });
      });
    }
  });

  it("a port that is taken, the server's or the sandbox's", async () => {
    const dataDir = newFolder();
    const ports = await newPorts();
    for (const [port, variable] of [
      [ports.server, "PONTE_PORT"],
      [ports.sandbox, "PONTE_SANDBOX_PORT"],
    ] as const) {
      const other = await occupy(port);
      await expectRefusal(
        launch({ dataDir, ports }),
        dataDir,
        new RegExp(`Port ${port} is taken.*set ${variable} to a free port`),
      );
      other.close();
    }
  });

  it("a data directory that cannot be", async () => {
    const file = newFolder();
    writeFileSync(file, "a file");
    await expectRefusal(
      launch({ dataDir: file, ports: await newPorts() }),
      file,
      /cannot be created.*PONTE_DATA_DIR/,
    );
  });
});

describe("a PostgreSQL of one's own", () => {
  it("is prepared, used, and left running", async () => {
    const postgres = await startEmbeddedPostgres({
      dir: path.join(temporary, "own-postgres"),
      port: await freePort(),
      throwaway: true,
    });
    try {
      const dataDir = newFolder();
      const ports = await newPorts();
      const at = (url: string, ...args: string[]) =>
        launch({ dataDir, ports, env: { DATABASE_URL: url }, ...(args.length ? { args } : {}) });
      await expectRefusal(
        at(postgres.url.replace(/:[0-9a-f]+@/, ":wrong@")),
        dataDir,
        /password authentication failed/,
      );
      await expectRefusal(at(`${postgres.url}-missing`), dataDir, /database "ponte-missing" does not exist/);
      await expectRefusal(at(postgres.url, "serve"), dataDir, /lacks \d+ migrations?.*npm run ponte setup/);

      const setup = at(postgres.url, "setup");
      expect(await setup.exited).toBe(0);
      expect(setup.output()).toContain(`password ${passwordIn(dataDir)}`);

      const ponte = at(postgres.url);
      await ponte.ready;
      await logIn(ponte.url, passwordIn(dataDir));
      expect(existsSync(path.join(dataDir, "postgres"))).toBe(false);
      ponte.signal("SIGINT");
      expect(await ponte.exited).toBe(0);
      expect(processesOf(dataDir)).toEqual([]);
      const again = at(postgres.url, "migrate");
      expect(await again.exited).toBe(0);
      expect(again.output()).toContain("up to date");
    } finally {
      await postgres.stop();
    }
  });
});

// nobody:nogroup and the like: an account that owns nothing.
const ordinary = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"];
const canSwitch =
  process.getuid?.() === 0 &&
  spawnSync(ordinary[0] ?? "", [
    ...ordinary.slice(1),
    process.execPath,
    "-e",
    `require("fs").readdirSync(${JSON.stringify(root)})`,
  ]).status === 0;

it.runIf(canSwitch)("runs for an ordinary user as for root", async () => {
  const dataDir = newFolder();
  const ports = await newPorts();
  const asUser = () => launch({ dataDir, ports, prefix: ordinary, env: { HOME: dataDir } });
  await expectRefusal(asUser(), dataDir, /cannot be created.*PONTE_DATA_DIR/);
  mkdirSync(dataDir, { mode: 0o700 });
  await expectRefusal(
    asUser(),
    dataDir,
    /You may not read and write .*belongs to uid 0\. Start Ponte as that user/,
  );
  chownSync(dataDir, 65_534, 65_534);
  const ponte = asUser();
  await ponte.ready;
  expect(statSync(path.join(dataDir, "encryption.key")).uid).toBe(65_534);
  await logIn(ponte.url, passwordIn(dataDir));
  ponte.signal("SIGINT");
  expect(await ponte.exited).toBe(0);
  expect(processesOf(dataDir)).toEqual([]);
});
