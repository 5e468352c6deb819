import type { Alert, AlertWindow, NewAlert } from "@holdfast/protocol/dashboard"
import { type Kysely, type Selectable, sql } from "kysely"
import { type Actor, recordAudit } from "../../account/audit/record-audit.ts"
import type { Db } from "../../db/database.ts"
import { lockedTransaction } from "../../db/locked-transaction.ts"
import { newId } from "../../db/new-id.ts"
import type { AlertRow, Tables } from "../../db/schema.ts"
import type { ViewReader } from "../../saved-view/saved-views.ts"
import { holdSharedView } from "../../saved-view/shared-view.ts"

/** Each is read every hour. */
export const mostAlerts = 50

export type AlertRefusal = "view_not_shared" | "too_many"

/** Somebody who changes an alert. */
export interface AlertChange extends ViewReader {
  actor: Actor
  now: Date
}

const alertsOf = (db: Db, workspaceId: string) =>
  db
    .selectFrom("alert")
    .leftJoin("saved_view", (join) =>
      join
        .onRef("saved_view.workspace_id", "=", "alert.workspace_id")
        .onRef("saved_view.id", "=", "alert.view_id")
        .on("saved_view.is_shared", "=", true),
    )
    .selectAll("alert")
    .select("saved_view.id as known_view")
    .where("alert.workspace_id", "=", workspaceId)

type Listed = Selectable<AlertRow> & { known_view: string | null }

const toAlert = (row: Listed, userId: string): Alert => ({
  ...{ id: row.id, name: row.name, watch: row.watch, windowDays: row.window_days as AlertWindow },
  ...{ leastSample: row.least_sample, viewId: row.view_id, isMuted: row.is_muted, reading: row.reading },
  isViewGone: row.view_id !== null && row.known_view === null,
  firingSince: row.firing_since?.toISOString() ?? null,
  readAt: row.read_at?.toISOString() ?? null,
  mailsMe: row.mailed.includes(userId),
  mailed: row.mailed.length,
})

/** By name. */
export async function listAlerts(db: Db, { workspaceId, userId }: ViewReader): Promise<Alert[]> {
  const rows = await alertsOf(db, workspaceId)
    .orderBy((eb) => eb.fn<string>("lower", ["alert.name"]))
    .orderBy("alert.id")
    .execute()
  return rows.map((row) => toAlert(row, userId))
}

async function findAlert(db: Db, { workspaceId, userId }: ViewReader, id: string): Promise<Alert | null> {
  const row = await alertsOf(db, workspaceId).where("alert.id", "=", id).executeTakeFirst()
  return row ? toAlert(row, userId) : null
}

const oneAtATime = <T>(db: Kysely<Tables>, { workspaceId }: ViewReader, work: (trx: Db) => Promise<T>) =>
  lockedTransaction(db, `alerts ${workspaceId}`, work)

const stored = ({ name, watch, windowDays, leastSample, viewId, isMuted }: NewAlert) => ({
  ...{ name, watch: JSON.stringify(watch), window_days: windowDays, least_sample: leastSample },
  ...{ view_id: viewId, is_muted: isMuted },
})
const fresh = { firing_since: null, calm_since: null, is_told: false, reading: null, read_at: null }

/** Who makes it is mailed. */
export function createAlert(
  db: Kysely<Tables>,
  change: AlertChange,
  alert: NewAlert,
): Promise<Alert | AlertRefusal> {
  const { workspaceId, userId, now } = change
  return oneAtATime(db, change, async (trx) => {
    if (alert.viewId !== null && !(await holdSharedView(trx, workspaceId, alert.viewId)))
      return "view_not_shared"
    const { count } = await trx
      .selectFrom("alert")
      .select((eb) => eb.fn.countAll<string>().as("count"))
      .where("workspace_id", "=", workspaceId)
      .executeTakeFirstOrThrow()
    if (Number(count) >= mostAlerts) return "too_many"
    const id = newId(now)
    await trx
      .insertInto("alert")
      .values({
        ...{ workspace_id: workspaceId, id, ...stored(alert), ...fresh },
        ...{ mailed: [userId], created_at: now, updated_at: now },
      })
      .execute()
    await audit(trx, change, "alert.created", { id, name: alert.name }, { ...alert })
    return known(await findAlert(trx, change, id))
  })
}

/** Where what it watches changes it begins anew, and of what was before nothing more is told. */
export function changeAlert(
  db: Kysely<Tables>,
  change: AlertChange,
  id: string,
  alert: NewAlert,
): Promise<Alert | AlertRefusal | null> {
  const { workspaceId, now } = change
  return oneAtATime(db, change, async (trx) => {
    const row = await trx
      .selectFrom("alert")
      .selectAll()
      .where("workspace_id", "=", workspaceId)
      .where("id", "=", id)
      .forUpdate()
      .executeTakeFirst()
    if (!row) return null
    const isOther = row.view_id !== alert.viewId
    if (isOther && alert.viewId !== null && !(await holdSharedView(trx, workspaceId, alert.viewId)))
      return "view_not_shared"
    const before: NewAlert = {
      ...{ name: row.name, watch: row.watch, windowDays: row.window_days as AlertWindow },
      ...{ leastSample: row.least_sample, viewId: row.view_id, isMuted: row.is_muted },
    }
    const watched = ({ watch, windowDays, leastSample, viewId }: NewAlert) => [
      ...Object.entries(watch).toSorted(([a], [b]) => (a < b ? -1 : 1)),
      ...[windowDays, leastSample, viewId],
    ]
    const beginsAnew = JSON.stringify(watched(before)) !== JSON.stringify(watched(alert))
    await trx
      .updateTable("alert")
      .set({ ...stored(alert), ...(beginsAnew && fresh), updated_at: now })
      .where("workspace_id", "=", workspaceId)
      .where("id", "=", id)
      .execute()
    await audit(trx, change, "alert.changed", { id, name: alert.name }, { before, after: alert })
    return known(await findAlert(trx, change, id))
  })
}

/** @returns false where there is none of that id */
export function removeAlert(db: Kysely<Tables>, change: AlertChange, id: string): Promise<boolean> {
  return oneAtATime(db, change, async (trx) => {
    const row = await trx
      .deleteFrom("alert")
      .where("workspace_id", "=", change.workspaceId)
      .where("id", "=", id)
      .returning("name")
      .executeTakeFirst()
    if (row) await audit(trx, change, "alert.removed", { id, name: row.name }, {})
    return row !== undefined
  })
}

/** Whether a person is mailed of an alert. It is their own affair, and in no log. */
export async function mailAlertTo(
  db: Db,
  reader: ViewReader,
  id: string,
  mailsMe: boolean,
): Promise<Alert | null> {
  const others = sql<string[]>`array_remove(mailed, ${reader.userId})`
  await db
    .updateTable("alert")
    .set({ mailed: mailsMe ? sql<string[]>`array_append(${others}, ${reader.userId})` : others })
    .where("workspace_id", "=", reader.workspaceId)
    .where("id", "=", id)
    .execute()
  return findAlert(db, reader, id)
}

const audit = (
  trx: Db,
  { workspaceId, actor, now }: AlertChange,
  action: "alert.created" | "alert.changed" | "alert.removed",
  { id, name }: { id: string; name: string },
  detail: Record<string, unknown>,
) => recordAudit(trx, { workspaceId, actor, action, target: { kind: "alert", id, name }, detail, at: now })

function known(alert: Alert | null): Alert {
  if (!alert) throw new Error("An alert that was just kept is gone")
  return alert
}
