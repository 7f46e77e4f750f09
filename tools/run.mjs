// The entry of every npm script. It runs on any Node 20 or newer, needs no package, and brings what is missing:
// the packages (when the lock file changed), Node 24 (an npm package), the dashboard (when its sources changed).
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const node = path.join(root, "node_modules/node/bin", process.platform === "win32" ? "node.exe" : "node");
const [task = "start", ...args] = process.argv.slice(2);

install();
const tasks = {
  start() {
    buildDashboard();
    run("server/src/main.ts", ["start", ...args]);
  },
  ponte: () => run("server/src/main.ts", args),
  bench: () => run("server/bench/main.ts", args),
  test: () => run("tools/test.ts", args),
  build: () => buildDashboard(),
};
if (!tasks[task]) fail(`There is no task "${task}". Tasks: ${Object.keys(tasks).join(", ")}.`);
tasks[task]();

function install() {
  const stamp = path.join(root, "node_modules/.ponte-lock");
  const wanted = hash([path.join(root, "package-lock.json")]);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted && existsSync(node)) return;
  console.log("Installing packages …");
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  // Not `npm ci`: it insists on optional packages of every platform, also those a registry mirror does not carry.
  // Engine warnings are about the Node that installs; what runs is the Node that is installed.
  const done = spawnSync(npm, ["install", "--no-save", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: root,
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (done.status !== 0)
    fail(
      "The packages could not be installed; npm's message is above. Check the network and the free space, then try again.",
    );
  if (!existsSync(node)) installNode(npm);
  writeFileSync(stamp, wanted);
}

// Where install scripts are switched off (npm config ignore-scripts) the `node` package comes without its binary.
function installNode(npm) {
  const done = spawnSync(
    npm,
    ["rebuild", "node", "--ignore-scripts=false", "--foreground-scripts", "--loglevel=error"],
    { cwd: root, stdio: "inherit", shell: process.platform === "win32" },
  );
  if (done.status !== 0 || !existsSync(node))
    fail(
      "Node 24 could not be installed from npm. Allow install scripts for the package `node` and try again.",
    );
}

function buildDashboard() {
  const stamp = path.join(root, "web/dist/.sources");
  const wanted = hash([
    ...files(path.join(root, "web/src")),
    ...files(path.join(root, "web/public")),
    path.join(root, "web/index.html"),
    path.join(root, "web/vite.config.ts"),
    path.join(root, "package-lock.json"),
  ]);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  console.log("Building the dashboard …");
  const done = spawnSync(
    node,
    [path.join(root, "node_modules/vite/bin/vite.js"), "build", "--logLevel", "warn"],
    { cwd: path.join(root, "web"), stdio: "inherit" },
  );
  if (done.status !== 0) fail("The dashboard could not be built; the message is above.");
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
}

function run(file, rest) {
  const child = spawn(node, [path.join(root, file), ...rest], { cwd: root, stdio: "inherit" });
  // Ctrl-C reaches the child by itself (same terminal); this process only waits for it.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
    process.on(signal, () => signal !== "SIGINT" && child.kill(signal));
  child.on("exit", (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
}

function files(dir) {
  if (!existsSync(dir)) return [];
  return readdirSync(dir, { recursive: true })
    .map((name) => path.join(dir, name))
    .filter((file) => statSync(file).isFile())
    .sort();
}

function hash(list) {
  const sum = createHash("sha256");
  for (const file of list)
    if (existsSync(file))
      sum.update(path.relative(root, file)).update("\0").update(readFileSync(file)).update("\0");
  return sum.digest("hex");
}

function fail(message) {
  console.error(`ponte: ${message}`);
  process.exit(1);
}
