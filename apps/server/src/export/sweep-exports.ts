import { type Kysely, sql } from "kysely"
import type { Logger } from "pino"
import { queueJob } from "../db/queue-job.ts"
import type { Tables } from "../db/schema.ts"
import { describeErrors } from "../log/describe-error.ts"
import type { Storage } from "../storage/storage.ts"
import { workLock } from "./claim-export.ts"
import { failExport, requeueExport, type Teller } from "./finish-export.ts"
import { mostFailures } from "./make-export.ts"
import { exportsPrefix, fileKey, fileOfKey } from "./storage-keys.ts"

export interface Sweeper {
  db: Kysely<Tables>
  storage: Storage
  teller: Teller
  log: Logger
}

/** Each minute and at the start of a server: no export stays behind a worker that is gone, and no file behind its export. */
export async function sweepExports(sweeper: Sweeper, now: Date): Promise<void> {
  await forgetWorkspaces(sweeper)
  await takeUpAbandoned(sweeper, now)
  await expire(sweeper, now)
  await removeStray(sweeper)
}

/** Of workspaces that are no more; their files are strays from then on. */
async function forgetWorkspaces({ db }: Sweeper): Promise<void> {
  for (const table of ["export", "export_choice"] as const) {
    await sql`delete from ${sql.table(table)} where not exists (
      select from workspace where workspace.id = ${sql.table(table)}.workspace_id)`.execute(db)
  }
}

async function takeUpAbandoned({ db, teller, log }: Sweeper, now: Date): Promise<void> {
  const running = await db
    .selectFrom("export")
    .select(["workspace_id", "id"])
    .where("state", "=", "running")
    .execute()
  for (const { workspace_id, id } of running) {
    await db.transaction().execute(async (trx) => {
      const { rows } = await sql<{ is_free: boolean }>`
        select pg_try_advisory_xact_lock(${workLock(id)}) as is_free`.execute(trx)
      if (!rows[0]?.is_free) return
      // read after the lock: its worker may have finished in between
      const row = await trx
        .selectFrom("export")
        .selectAll()
        .where("workspace_id", "=", workspace_id)
        .where("id", "=", id)
        .where("state", "=", "running")
        .executeTakeFirst()
      if (!row) return
      log.warn({ export: id, attempt: row.attempt }, "the worker of an export is gone")
      if (row.failures + 1 < mostFailures) await requeueExport(trx, row, { isFailure: true })
      else {
        const reason = `The server was stopped while it prepared this export, ${mostFailures} times.`
        await failExport(trx, teller, row, reason, now)
      }
    })
  }
  const queued = await db.selectFrom("export").select("id").where("state", "=", "queued").executeTakeFirst()
  if (queued) await queueJob(db, "make-exports")
}

/** The row stays, as history. */
async function expire({ db }: Sweeper, now: Date): Promise<void> {
  await db
    .updateTable("export")
    .set({ state: "expired" })
    .where("state", "=", "done")
    .where("expires_at", "<=", now)
    .execute()
}

/** Files, whole or not, that belong to no export that is done or being prepared. */
async function removeStray({ db, storage, log }: Sweeper): Promise<void> {
  // before the exports are read: what is begun meanwhile is not among them, and what is in them is of an export that ran
  const [published, unfinished] = [
    await storage.list(exportsPrefix),
    await storage.listUnfinished(exportsPrefix),
  ]
  const rows = await db
    .selectFrom("export")
    .select(["workspace_id", "id", "attempt"])
    .where("state", "in", ["running", "done"])
    .execute()
  const wanted = new Set(rows.map(fileKey))
  const isWanted = (key: string) => wanted.has(fileOfKey(key))
  const strays = [
    ...published.filter((key) => !isWanted(key)).map((key) => () => storage.remove(key)),
    ...unfinished.filter(({ key }) => !isWanted(key)).map(({ remove }) => remove),
  ]
  // one that the storage does not let go keeps none of the others
  const errors: unknown[] = []
  for (const remove of strays) await remove().catch((error: unknown) => errors.push(error))
  const removed = strays.length - errors.length
  if (removed > 0) log.info({ files: removed }, "removed files of exports that are over")
  if (errors.length > 0) log.error(describeErrors(errors), "could not remove files of exports that are over")
}
