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

if (Number(process.versions.node.split(".")[0]) < 20)
  fail(
    `This is Node.js ${process.versions.node}; Ponte needs 20 or newer to start. Update Node.js, then try again.`,
  );
install();
const tasks = {
  start() {
    buildDashboard();
    run("server/src/main.ts", ["start", ...args]);
  },
  ponte() {
    if (args[0] === "serve") buildDashboard();
    run("server/src/main.ts", args);
  },
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
  // Compiled modules are kept between starts: half a second less for every process.
  const env = { NODE_COMPILE_CACHE: path.join(root, "node_modules/.cache/ponte-node"), ...process.env };
  const child = spawn(node, [path.join(root, file), ...rest], { cwd: root, env, stdio: "inherit" });
  // Ctrl-C reaches the child by itself (same terminal), `kill` does not; a second signal changes nothing.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  // npm that is killed takes only its shell along: whose parent is gone ends what it runs.
  const parent = process.ppid;
  if (process.env.npm_lifecycle_event)
    setInterval(() => process.ppid !== parent && child.kill("SIGTERM"), 1000).unref();
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
