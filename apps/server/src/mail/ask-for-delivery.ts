import { sql } from "kysely"
import type { Db } from "../db/database.ts"

/** Has the job `deliver-mail` look for mail as soon as the caller's transaction commits; it looks each minute anyway. */
export async function askForDelivery(db: Db): Promise<void> {
  await sql`select graphile_worker.add_job('deliver-mail', job_key => 'deliver-mail')`.execute(db)
}
