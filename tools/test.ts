/**
 * `npm test`: everything that decides whether a change is good, in one command. Static checks first (types, lint and format, import
 * direction, generated files), then the dashboard's build, then every test on real PostgreSQL, HTTP and a browser.
 * Ends with one line: "N passed, N failed". Arguments name test files or projects and are handed to vitest alone.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "..");
const bin = path.join(root, "node_modules");
let passed = 0;
let failed = 0;

const only = process.argv.slice(2);
if (only.length === 0) {
  for (const part of ["server", "sandbox", "web", "e2e", "tools"])
    check(`types: ${part}`, "typescript/bin/tsc", ["-p", part]);
  check("lint and format", "@biomejs/biome/bin/biome", ["check", "--error-on-warnings", "."]);
  check("import direction", "dependency-cruiser/bin/dependency-cruiser.mjs", [
    "--config",
    ".dependency-cruiser.cjs",
    "server/src",
    "server/test",
    "sandbox/src",
    "web/src",
    "e2e",
  ]);
  unchanged("generated: lib/schema.ts", ["server/src/lib/schema.ts"], ["server/src/main.ts", "db-types"]);
  unchanged("generated: openapi.json", ["server/openapi.json"], ["server/src/main.ts", "openapi"]);
  unchanged(
    "generated: web/src/api/generated",
    ["web/src/api/generated/schema.ts"],
    ["tools/generate-client.ts"],
  );
  step("build: dashboard", [path.join(root, "tools/run.mjs"), "build"]);
}
tests();
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

function check(name: string, program: string, args: readonly string[]): void {
  const file = path.join(bin, program);
  // Biome's entry starts its own binary; all of them are scripts for Node.
  step(name, [file, ...args]);
}

function step(name: string, args: readonly string[]): boolean {
  const started = Date.now();
  const done = spawnSync(process.execPath, [...args], {
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1" },
    maxBuffer: 1 << 28,
  });
  const ok = done.status === 0;
  count(ok);
  console.log(`${ok ? "ok  " : "FAIL"} ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
  if (!ok) console.log(`${done.stdout}${done.stderr}`.trim().split("\n").slice(-80).join("\n"));
  return ok;
}

/** Runs a generator and compares: what is committed must be what would be generated. */
function unchanged(name: string, files: readonly string[], args: readonly string[]): void {
  const before = files.map(read);
  if (
    !step(
      name,
      args.map((arg, index) => (index === 0 ? path.join(root, arg) : arg)),
    )
  )
    return;
  const stale = files.filter((file, index) => read(file) !== before[index]);
  if (stale.length === 0) return;
  passed--;
  failed++;
  console.log(
    `FAIL ${name}: ${stale.join(", ")} was not current. It is now: look at the difference and commit it.`,
  );
}

function read(file: string): string {
  try {
    return readFileSync(path.join(root, file), "utf8");
  } catch {
    return "";
  }
}

function tests(): void {
  const dir = mkdtempSync(path.join(tmpdir(), "ponte-vitest-"));
  const report = path.join(dir, "report.json");
  const args = [
    path.join(bin, "vitest/vitest.mjs"),
    "run",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
    ...only,
  ];
  const done = spawnSync(process.execPath, args, {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, CI: "true" },
  });
  try {
    const { numPassedTests, numFailedTests, numFailedTestSuites } = JSON.parse(
      readFileSync(report, "utf8"),
    ) as Record<string, number>;
    passed += numPassedTests ?? 0;
    failed += numFailedTests ?? 0;
    // A file that cannot be loaded fails without a failed test of its own.
    if (done.status !== 0 && !numFailedTests) failed += numFailedTestSuites || 1;
  } catch {
    failed++;
    console.log("FAIL tests: vitest ended without a report.");
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

function count(ok: boolean): void {
  if (ok) passed++;
  else failed++;
}
