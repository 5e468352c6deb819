// npm test: everything that says whether the tree is good, ending with one line `N passed, N failed`.
// Plain Node 20 without dependencies; it installs what the rest needs.
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { findChromium } from "./find-chromium.mjs"
import { assertNodeVersion, build, install, root, run, say } from "./lib.mjs"
import { startPostgres15 } from "./postgres-15.mjs"

assertNodeVersion()
const total = { passed: 0, failed: 0 }
const scratch = mkdtempSync(join(tmpdir(), "holdfast-checks-"))
const bin = (name) => join(root, "node_modules/.bin", name)

/** A check that is one thing: it passes or fails by its exit code. */
async function check(title, command, args) {
  say(title)
  const code = await run(command, args, { stdio: ["ignore", "inherit", "inherit"] })
  total[code === 0 ? "passed" : "failed"]++
}

/** A test runner: its own report says how many passed; a runner that breaks, or runs nothing, is a failure. */
async function suite(title, command, args, env, read) {
  say(title)
  const report = reportFile(title)
  const code = await run(command, args, { stdio: ["ignore", "inherit", "inherit"], env })
  const counts = existsSync(report)
    ? read(JSON.parse(readFileSync(report, "utf8")))
    : { passed: 0, failed: 0 }
  total.passed += counts.passed
  total.failed += counts.failed
  if ((code !== 0 && counts.failed === 0) || counts.passed + counts.failed === 0) total.failed++
}

const reportFile = (title) => join(scratch, `${title.replaceAll(/\W+/g, "-")}.json`)

function vitest(title, projects, env = {}) {
  const args = [
    "run",
    ...projects.map((name) => `--project=${name}`),
    "--reporter=default",
    "--reporter=json",
  ]
  // a test that is skipped shows nothing: it counts as failed
  return suite(title, bin("vitest"), [...args, `--outputFile.json=${reportFile(title)}`], env, (report) => ({
    passed: report.numPassedTests,
    failed: report.numTotalTests - report.numPassedTests,
  }))
}

function playwright(title, config) {
  const env = { PLAYWRIGHT_JSON_OUTPUT_FILE: reportFile(title), HOLDFAST_CHROMIUM: chromium }
  const args = ["test", "-c", config, "--reporter=list,json"]
  return suite(title, bin("playwright"), args, env, ({ stats, errors }) => ({
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + stats.skipped + errors.length,
  }))
}

await install("test")
const chromium = findChromium()
await check("Lint", bin("biome"), ["ci", "--colors=off", "."])
for (const project of ["tsconfig.json", "packages/widget/tsconfig.json", "apps/dashboard/tsconfig.json"]) {
  await check(`Types of ${project}`, bin("tsc"), ["-p", project])
}
await build()
await vitest("Unit and integration tests", ["unit", "database"])

const old = await startPostgres15()
if (old) {
  try {
    await vitest("Integration tests on PostgreSQL 15", ["database"], { TEST_DATABASE_URL: old.url })
  } finally {
    old.stop()
  }
} else if (process.env.CI) {
  process.stderr.write(
    "PostgreSQL 15 is not on this machine, and CI must test the oldest supported version.\n",
  )
  total.failed++
} else {
  say("PostgreSQL 15 is not on this machine: the pass against the oldest supported version is left to CI")
}

await playwright("The widget in Chromium", "packages/widget/playwright.config.ts")
await playwright("The dashboard in Chromium", "apps/dashboard/playwright.config.ts")
await playwright("The whole product in Chromium", "e2e/playwright.config.ts")

rmSync(scratch, { recursive: true, force: true })
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed\n`)
process.exit(total.failed === 0 ? 0 : 1)
