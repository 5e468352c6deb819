import { sql } from "kysely"
import type { Db } from "../db/database.ts"

/** Whether PostgreSQL knows the time zone; browsers may know newer ones. */
export async function knowsTimeZone(db: Db, timeZone: string): Promise<boolean> {
  try {
    await sql`select now() at time zone ${timeZone}`.execute(db)
    return true
  } catch (error) {
    // invalid_parameter_value
    if ((error as { code?: string }).code === "22023") return false
    throw error
  }
}
