import { defineConfig } from "vitest/config"

/**
 * `npm test` runs the files that ask the database on the PostgreSQL that Holdfast brings along (`newest`) and on version 15
 * (`oldest`), each as far as it finds something there; by hand, all of them run.
 */
const leftOut: Readonly<Record<string, readonly string[]>> = {
  // The planner of 15 knows less than that of 18: a plan that is good there is good here, and 100,000 rows are sown once.
  newest: ["**/plans.db.test.ts"],
  // 15 takes every statement that the pass before has sent (`every-statement.db.test.ts`): a clause, a function or a type
  // that came later is found there, whoever sends it. What else may differ are plans, locks between writers, sorting and
  // searching in a language, what migrations and triggers do, and what is counted over random filters: those files run. Left out
  // is what sends single rows, or the same statements in other words.
  oldest: [
    "apps/server/src/http/**/!(queries-agree|insights-agree).db.test.ts",
    "apps/server/src/commands/**/*.db.test.ts",
    "apps/server/src/demo/**/*.db.test.ts",
    "apps/server/src/mail/!(deliver-due-mail).db.test.ts",
    "apps/server/src/flow/**/!(edit-flows).db.test.ts",
    "apps/server/src/billing/!(ask-for-action).db.test.ts",
    "apps/server/src/session/import/!(import-batches|import-sessions).db.test.ts",
    // how answers become files, and what becomes of those
    "apps/server/src/export/{kill,trouble,file/files}.db.test.ts",
    // `insights-agree` has the same figures over random filters
    "apps/server/src/insight/read-insights.db.test.ts",
    // what a connection does that is not answered is our driver's affair
    "apps/server/src/db/lost-connections.db.test.ts",
    "apps/server/src/jobs/keep-working.db.test.ts",
  ],
}

const pass = process.env.TEST_PASS ?? ""

/** No test bounds a time: these end what hangs, on a machine that is busy with something else. */
const patience = { testTimeout: 180_000, hookTimeout: 180_000, expect: { poll: { timeout: 60_000 } } }

/** `unit`: pure functions, no database. `database`: real PostgreSQL, one clone a file. */
export default defineConfig({
  test: {
    // the database works on another core; Vitest alone would leave one of two idle
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: "unit",
          include: [
            "{packages,apps}/*/src/**/*.test.{ts,tsx}",
            "{bench,crash}/*.test.ts",
            "scripts/*.test.mjs",
          ],
          exclude: ["**/*.db.test.ts", "**/node_modules/**"],
          setupFiles: ["apps/server/src/testing/property-seed.ts"],
          ...patience,
        },
      },
      {
        test: {
          name: "database",
          include: ["apps/server/src/**/*.db.test.ts", "bench/*.db.test.ts"],
          exclude: [
            "**/node_modules/**",
            ...(leftOut[pass] ?? []),
            // reads what the pass before has sent
            ...(pass === "oldest" ? [] : ["**/every-statement.db.test.ts"]),
          ],
          globalSetup: "apps/server/src/testing/test-server.ts",
          setupFiles: [
            "apps/server/src/testing/property-seed.ts",
            "apps/server/src/testing/statements/watch-statements.ts",
            "apps/server/src/testing/statements/watch-outside-calls.ts",
            "apps/server/src/testing/watch-warnings.ts",
          ],
          ...patience,
        },
      },
    ],
  },
})
