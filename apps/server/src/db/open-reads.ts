import { type Database, openDatabase } from "./database.ts"
import type { PostgresAddress } from "./embedded-postgres.ts"
import type { OnIdleError } from "./open-pool.ts"

/** What people and programs read through. */
export interface Reads extends Database {
  /** Longest that one question to the database may take. */
  timeoutMs: number
}

/**
 * Connections of their own for the readers: PostgreSQL stops a question that takes too long, and no crowd of readers
 * holds up the sessions that come in. Migrations, seeding, jobs and whatever copies much use the other ones, which
 * have no such limit.
 */
export const openReads = (address: PostgresAddress, onIdleError: OnIdleError, timeoutMs = 10_000): Reads => ({
  timeoutMs,
  ...openDatabase(address, onIdleError, {
    max: 10,
    statementTimeoutMs: timeoutMs,
    // PostgreSQL stops it first, where it is still there
    answerTimeoutMs: timeoutMs + 2000,
  }),
})
