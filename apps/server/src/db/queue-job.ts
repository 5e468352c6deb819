import { sql } from "kysely"
import type { Db } from "./database.ts"
import type { JobName } from "./job-name.ts"

/**
 * Has a job run as soon as the caller's transaction commits, in the transaction of what it is to find. Many calls before
 * it runs are one.
 */
export async function queueJob(db: Db, name: JobName): Promise<void> {
  await sql`select graphile_worker.add_job(${name}, job_key => ${name})`.execute(db)
}
