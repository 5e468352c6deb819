import type { Db } from "./database.ts"

/**
 * Runs queries that must all see the database as it was at one moment. Within a transaction of the caller they use
 * that one, which then must be `repeatable read` itself.
 */
export const atOneMoment = <T>(db: Db, read: (db: Db) => Promise<T>): Promise<T> =>
  db.isTransaction
    ? read(db)
    : db.transaction().setIsolationLevel("repeatable read").setAccessMode("read only").execute(read)
