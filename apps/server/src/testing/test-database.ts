import { inject, onTestFinished } from "vitest"
import type { PostgresAddress } from "../db/embedded-postgres.ts"
import { cloneDatabase, type TestDatabase } from "./test-postgres.ts"

export type { TestDatabase } from "./test-postgres.ts"

declare module "vitest" {
  interface ProvidedContext {
    postgres: PostgresAddress
    template: string
  }
}

/** A migrated, empty database of real PostgreSQL, for one test file. Close it in `afterAll`. */
export const testDatabase = (): Promise<TestDatabase> =>
  cloneDatabase({ address: inject("postgres"), template: inject("template") })

/** One of its own for the test that runs. */
export async function databaseOfTest(): Promise<TestDatabase> {
  const database = await testDatabase()
  onTestFinished(() => database.close())
  return database
}
