import { defineConfig } from "vitest/config"

/** `unit`: pure functions, no database. `database`: real PostgreSQL, one clone a file. */
export default defineConfig({
  test: {
    // the database works on another core; Vitest alone would leave one of two idle
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: "unit",
          include: ["{packages,apps}/*/src/**/*.test.{ts,tsx}", "bench/*.test.ts"],
          exclude: ["**/*.db.test.ts", "**/node_modules/**"],
        },
      },
      {
        test: {
          name: "database",
          include: ["apps/server/src/**/*.db.test.ts"],
          globalSetup: "apps/server/src/testing/test-server.ts",
          setupFiles: "apps/server/src/testing/statements/watch-statements.ts",
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
