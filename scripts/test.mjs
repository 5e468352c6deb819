// npm test: everything that says whether the tree is good, ending with one line `N passed, N failed`.
// Plain Node 20 without dependencies; it installs what the rest needs.
import { existsSync, mkdirSync, readFileSync } from "node:fs"
import { join, relative } from "node:path"
import { stripVTControlCharacters } from "node:util"
import { findChromium } from "./find-chromium.mjs"
import { missingEngines } from "./find-engines.mjs"
import { assertNodeVersion, install, node, root, say } from "./lib.mjs"
import { makeScratch } from "./make-scratch.mjs"
import { hasPostgres15, startPostgres15 } from "./postgres-15.mjs"
import { runStages } from "./run-stages.mjs"

assertNodeVersion()
await install("test")
const chromium = findChromium()
const scratch = makeScratch()
/** What the integration tests have the server send, for the oldest PostgreSQL to say whether it takes it. */
const statements = join(scratch, "statements")
mkdirSync(statements)
const bin = (name) => join(root, "node_modules/.bin", name)

/** A check that is one thing: it passes or fails by its exit code. */
const check = (title, command, args) => ({
  title,
  cores: 1,
  work: async (run) =>
    (await run(command, args)) === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 },
})

/** A test runner: its own report says how many passed; a runner that breaks, or runs nothing, is a failure. */
async function suite(run, { title, command, args, env }, read) {
  const report = reportFile(title)
  const code = await run(command, args, env)
  const counts = existsSync(report)
    ? read(JSON.parse(readFileSync(report, "utf8")))
    : { passed: 0, failed: 0 }
  const isBroken = (code !== 0 && counts.failed === 0) || counts.passed + counts.failed === 0
  return { ...counts, failed: counts.failed + (isBroken ? 1 : 0) }
}

const saidLineCount = 15

/** The first lines of what a failed test said, below its name. */
const beginningOf = (text = "") =>
  stripVTControlCharacters(text)
    .split("\n", saidLineCount)
    .map((line) => (line === "" ? "" : `\n      ${line}`))
    .join("")

const reportFile = (title) => join(scratch, `${title.replaceAll(/\W+/g, "-")}.json`)

function runVitest(run, title, project, env = {}) {
  const args = [
    "run",
    `--project=${project}`,
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${reportFile(title)}`,
  ]
  // a test that is skipped shows nothing: it counts as failed
  return suite(run, { title, command: bin("vitest"), args, env }, (report) => ({
    passed: report.numPassedTests,
    failed: report.numTotalTests - report.numPassedTests,
    names: report.testResults.flatMap(({ name, status, assertionResults }) => {
      const file = relative(root, name)
      const tests = assertionResults.filter((one) => one.status !== "passed")
      return status !== "passed" && tests.length === 0
        ? [file]
        : tests.map((one) => `${file}: ${one.fullName}${beginningOf(one.failureMessages?.[0])}`)
    }),
  }))
}

const vitest = (title, project, cores, env = {}) => ({
  title,
  cores,
  needs: buildTitle,
  work: (run) => runVitest(run, title, project, env),
})

const onPostgres15 = (title) => ({
  title,
  cores: 2,
  // it reads what that one has sent
  needs: newestTitle,
  async work(run) {
    const old = await startPostgres15()
    if (old) {
      try {
        return await runVitest(run, title, "database", {
          TEST_DATABASE_URL: old.url,
          TEST_PASS: "oldest",
          TEST_SENT_STATEMENTS: statements,
        })
      } finally {
        old.stop()
      }
    }
    if (process.env.CI)
      throw new Error("it is not on this machine, and CI must test the oldest supported version")
    say("PostgreSQL 15 is not on this machine: the pass against the oldest supported version is left to CI")
    return { passed: 0, failed: 0 }
  },
})

const playwright = (title, config, cores) => ({
  title,
  cores,
  needs: buildTitle,
  work: (run) => {
    const env = { PLAYWRIGHT_JSON_OUTPUT_FILE: reportFile(title), HOLDFAST_CHROMIUM: chromium }
    const args = ["test", "-c", config, "--reporter=list,json"]
    return suite(run, { title, command: bin("playwright"), args, env }, ({ stats, errors, suites }) => ({
      passed: stats.expected,
      failed: stats.unexpected + stats.flaky + stats.skipped + errors.length,
      names: suites.flatMap(namesOfFailed),
    }))
  },
})

/** The specs of one of Playwright's suites, and of those in it, that did not simply pass. */
const namesOfFailed = ({ specs = [], suites = [] }) => [
  ...specs
    .filter(({ tests }) => tests.some(({ status }) => status !== "expected"))
    .map(({ file, line, title, tests }) => {
      const errors = tests.flatMap(({ results }) => results.map(({ error }) => error?.message ?? ""))
      return `${file}:${line}: ${title}${beginningOf(errors.find((text) => text !== ""))}`
    }),
  ...suites.flatMap(namesOfFailed),
]

/** Two engines that Playwright cannot bring along: what customers and merchants do every day runs in them, too. */
const inOtherEngines = (title, config) => {
  const stage = playwright(title, config, 1)
  const missing = missingEngines()
  if (missing.length === 0) return stage
  const work = async () => {
    if (process.env.CI) throw new Error(`${missing.join(" and ")} not on this machine, and CI must test them`)
    say(`${missing.join(" and ")} not on this machine: the pass in Firefox and WebKit is left to CI`)
    return { passed: 0, failed: 0 }
  }
  return { ...stage, work }
}

const buildTitle = "Build"
const newestTitle = "Integration tests"
const types = ["tsconfig.json", "packages/widget/tsconfig.json", "apps/dashboard/tsconfig.json"]
// what keeps one core busy goes first, so that on two cores there is always something beside it
const total = await runStages([
  check(buildTitle, node, ["scripts/build.mjs"]),
  check("Lint", bin("biome"), ["ci", "--colors=off", "."]),
  ...types.map((project) => check(`Types of ${project}`, bin("tsc"), ["-p", project])),
  playwright("The whole product in Chromium", "e2e/playwright.config.ts", 1),
  playwright("The widget in Chromium", "packages/widget/playwright.config.ts", 1),
  inOtherEngines("The widget in Firefox and WebKit", "packages/widget/engines.config.ts"),
  inOtherEngines("The dashboard in Firefox and WebKit", "apps/dashboard/engines.config.ts"),
  vitest("Unit tests", "unit", 1),
  // the same two minutes each time: a longer campaign, of another seed, is `npm run crash`
  {
    ...check("Kills and faults", node, ["crash/main.ts", "--seed", "1", "--minutes", "2"]),
    needs: buildTitle,
  },
  playwright("The dashboard in Chromium", "apps/dashboard/playwright.config.ts", 2),
  // what the older PostgreSQL is asked as well is left to it, where it is there
  vitest(
    newestTitle,
    "database",
    2,
    hasPostgres15() ? { TEST_PASS: "newest", TEST_STATEMENTS: statements } : {},
  ),
  onPostgres15("Integration tests on PostgreSQL 15"),
])

// once more at the very end, where somebody with a long log looks first
if (total.failed > 0) process.stdout.write(`\nFailed:\n${total.names.map((name) => `  ${name}\n`).join("")}`)
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed\n`)
process.exit(total.failed === 0 ? 0 : 1)
