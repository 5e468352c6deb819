import { expect, test } from "vitest"
import { readSources } from "./read-sources.ts"

/**
 * A machine that is busy is slow, and its tests are right all the same: they wait for a condition, and the configurations
 * alone say when one that hangs is given up.
 */
const leastMs = 60_000

const waits: readonly [what: string, pattern: RegExp][] = [
  ["waits for a time", /waitForTimeout\(|\bsleep\(|\bsetTimeout\(/],
  ["gives up within a second", /vi\.wait(?:For|Until)\(/],
]

/** Why one may stand there. */
const allowed: Readonly<Record<string, string>> = {
  "apps/dashboard/src/api/paced.test.ts": "by a clock of its own",
  "apps/dashboard/src/flow-editor/draft-saver.test.ts": "by a clock of its own",
  "packages/widget/e2e/asked.spec.ts": "a handler of the page that answers later than anybody waits",
  "packages/widget/src/flow/load-flow-script.test.ts": "by a clock of its own",
  "packages/widget/src/wire/chunk-sender.test.ts": "by a clock of its own",
  "apps/server/src/export/kill.db.test.ts": "kills at a moment by chance, on which nothing depends",
  "apps/server/src/export/testing/export-worker.ts": "gives those kills the middle of a file",
  "apps/server/src/http/fuzz.db.test.ts": "ends what hangs, and goes on with the next request",
  "e2e/engines/webkit.ts": "between two looks at a condition",
  "packages/widget/e2e/engines/flow-in-tab.ts": "between two looks at a condition",
}

const tests = readSources().filter(
  ({ path, isTest }) => isTest && !/^(bench|crash)\//.test(path) && !path.endsWith("waits.test.ts"),
)
/** Times that are no test's patience: what a page is given in a loop, what PostgreSQL is asked to do. */
const isAnother = (line: string) => /statement_timeout|query_timeout|timeout: 500 /.test(line)

function limitsOf(line: string): number[] {
  const found = [...line.matchAll(/\btimeout: ([\d_]+)|^\}, ([\d_]+)\)$|setTimeout\(([\d_]+)\)/g)]
  return found.map(([, option, last, set]) => Number((option ?? last ?? set ?? "").replaceAll("_", "")))
}

test("no test waits for a time, save where it says why", () => {
  const found = tests.flatMap(({ path, text }) =>
    waits.flatMap(([what, pattern]) => (pattern.test(text) ? [`${path} ${what}`] : [])),
  )
  expect(found.toSorted()).toEqual(
    Object.keys(allowed)
      .map((path) => `${path} waits for a time`)
      .toSorted(),
  )
})

test("no test gives up before the configurations do", () => {
  const hasty = tests.flatMap(({ path, text }) =>
    text
      .split("\n")
      .filter((line) => !isAnother(line) && limitsOf(line).some((ms) => ms < leastMs))
      .map((line) => `${path}: ${line.trim()}`),
  )
  expect(hasty.filter((line) => !line.startsWith("e2e/playwright.config.ts"))).toEqual([])
  expect(tests.length).toBeGreaterThan(400)
})
