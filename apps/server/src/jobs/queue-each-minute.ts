import { sql } from "kysely"
import { describeError } from "../log/describe-error.ts"
import type { JobServices } from "./job.ts"

/**
 * Queues the jobs of each minute for now. A timer counts the minute, no clock: one that ran ahead for hours would
 * otherwise have done all of its jobs before their time, or hold them back until it is there again. What waits from
 * the minute before is the same job, also where its time lies ahead.
 *
 * A statement for each: one for all would hold the rows of the jobs that run, while a worker that has finished several
 * deletes them together, in an order of its own. Each would then wait for the other.
 */
export async function queueEachMinute(
  { database: { db }, log }: Pick<JobServices, "database" | "log">,
  names: readonly string[],
): Promise<void> {
  try {
    // of a worker that was killed: nobody will ever take it up or let it go
    await sql`
      delete from graphile_worker._private_jobs
      where id in (
        select id from graphile_worker._private_jobs
        where attempts >= max_attempts and locked_at < now() - interval '4 hours'
        for update skip locked
      )`.execute(db)
    for (const name of names) {
      await sql`
        select graphile_worker.add_job(${name}, job_key => ${`each minute: ${name}`}, run_at => now(), max_attempts => 1)
      `.execute(db)
    }
  } catch (error) {
    log.warn(
      { error: describeError(error) },
      "could not queue the jobs of this minute; the next minute tries again",
    )
  }
}
