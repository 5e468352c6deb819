import { defineConfig } from "vitest/config"

/**
 * `npm test` runs the files that ask the database on the PostgreSQL that Holdfast brings along (`newest`) and on version 15
 * (`oldest`), each as far as it finds something there; by hand, all of them run.
 */
const leftOut: Readonly<Record<string, readonly string[]>> = {
  // The planner of 15 knows less than that of 18: a plan that is good there is good here, and 100,000 rows are sown once.
  newest: ["**/plans.db.test.ts"],
  // What routes refuse, and in which words, is of no version. Their statements are sent there all the same: every route is
  // called by `http/permissions`, every reader of sessions in every shape by `queries-agree` and `readers-agree`. The
  // filter of the audit log has no test but its route's.
  oldest: [
    "apps/server/src/http/dashboard/**/!(audit-routes).db.test.ts",
    "apps/server/src/http/{docs-routes,openapi,render-error}.db.test.ts",
    "apps/server/src/http/wire/pre-flight.db.test.ts",
    // what the commands send is sent by tests of what they call, or reads and writes single rows
    "apps/server/src/commands/**/*.db.test.ts",
    // kills processes of ours
    "apps/server/src/export/kill.db.test.ts",
    // what a connection does that is not answered is our driver's affair
    "apps/server/src/db/lost-connections.db.test.ts",
  ],
}

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
          exclude: ["**/node_modules/**", ...(leftOut[process.env.TEST_PASS ?? ""] ?? [])],
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
