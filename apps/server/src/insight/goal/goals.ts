import {
  type Goal,
  type GoalFigure,
  goalFigureNames,
  goalFigures,
  type NewGoal,
} from "@holdfast/protocol/dashboard"
import { type Kysely, sql } from "kysely"
import { type Actor, recordAudit } from "../../account/audit/record-audit.ts"
import type { Db } from "../../db/database.ts"
import { lockedTransaction } from "../../db/locked-transaction.ts"
import { newId } from "../../db/new-id.ts"
import type { Tables } from "../../db/schema.ts"
import { holdSharedView } from "../../saved-view/shared-view.ts"

/** They are read with every page of figures. */
export const mostGoals = 500

export type GoalRefusal = "view_not_shared" | "too_many"

/** Somebody who sets goals or takes them away. */
export interface GoalChange {
  workspaceId: string
  actor: Actor
  now: Date
}

/** A goal, and the shared view that it is of. */
export interface KnownGoal extends Goal {
  viewName: string | null
  /** The address of the view. */
  viewSearch: string | null
}

/** Those of all live sessions and of shared views, in the order of `goalFigures`. */
export async function listGoals(db: Db, workspaceId: string): Promise<KnownGoal[]> {
  const rows = await db
    .selectFrom("goal")
    .leftJoin("saved_view", (join) =>
      join
        .onRef("saved_view.workspace_id", "=", "goal.workspace_id")
        .onRef("saved_view.id", "=", "goal.view_id")
        .on("saved_view.is_shared", "=", true),
    )
    .select(["goal.id", "goal.figure", "goal.currency", "goal.level", "goal.view_id as viewId", sinceDay])
    .select(["saved_view.name as viewName", "saved_view.search as viewSearch"])
    .where("goal.workspace_id", "=", workspaceId)
    .where((eb) => eb.or([eb("goal.view_id", "is", null), eb("saved_view.id", "is not", null)]))
    .orderBy("goal.currency")
    .orderBy("goal.id")
    .execute()
  return rows.toSorted((a, b) => placeOf(a.figure) - placeOf(b.figure))
}

const sinceDay = sql<string>`to_char(goal.since, 'YYYY-MM-DD')`.as("since")
const placeOf = (figure: GoalFigure) => goalFigures.indexOf(figure)

/** Whoever sets a goal where there is one already puts theirs in its place. */
export function setGoal(db: Kysely<Tables>, change: GoalChange, goal: NewGoal): Promise<Goal | GoalRefusal> {
  const { workspaceId, now } = change
  // one at a time, so that no more are kept than may be
  return lockedTransaction(db, `goals ${workspaceId}`, async (trx) => {
    const { figure, currency, level, since, viewId } = goal
    if (viewId !== null && !(await holdSharedView(trx, workspaceId, viewId))) return "view_not_shared"
    const all = await ofWorkspace(trx, workspaceId)
    const before = all.find(
      (each) => each.figure === figure && each.currency === currency && each.viewId === viewId,
    )
    if (!before && all.length >= mostGoals) return "too_many"
    const id = before?.id ?? newId(now)
    await trx
      .insertInto("goal")
      .values({
        ...{ workspace_id: workspaceId, id, figure, currency, level, since, view_id: viewId },
        ...{ created_at: now, updated_at: now },
      })
      .onConflict((on) => on.columns(["workspace_id", "id"]).doUpdateSet({ level, since, updated_at: now }))
      .execute()
    await audit(trx, change, "goal.set", { ...goal, id }, before && toLine(before))
    return { id, figure, currency, level, since, viewId }
  })
}

/** @returns false where there is none of that id */
export function removeGoal(db: Kysely<Tables>, change: GoalChange, id: string): Promise<boolean> {
  return lockedTransaction(db, `goals ${change.workspaceId}`, async (trx) => {
    const goal = (await ofWorkspace(trx, change.workspaceId)).find((each) => each.id === id)
    if (!goal) return false
    await trx.deleteFrom("goal").where("workspace_id", "=", change.workspaceId).where("id", "=", id).execute()
    await audit(trx, change, "goal.removed", goal)
    return true
  })
}

/** Those that rest too. */
const ofWorkspace = (db: Db, workspaceId: string): Promise<Goal[]> =>
  db
    .selectFrom("goal")
    .select(["id", "figure", "currency", "level", "view_id as viewId", sinceDay])
    .where("workspace_id", "=", workspaceId)
    .execute()

const toLine = ({ level, since, viewId }: NewGoal) => ({ level, since, viewId })

function audit(
  trx: Db,
  { workspaceId, actor, now }: GoalChange,
  action: "goal.set" | "goal.removed",
  { id, ...goal }: Goal,
  before?: object,
): Promise<void> {
  const currency = goal.currency === null ? "" : ` in ${goal.currency.toUpperCase()}`
  const target = { kind: "goal", id, name: `${goalFigureNames[goal.figure]}${currency}` }
  const detail = before ? { before, after: toLine(goal) } : toLine(goal)
  return recordAudit(trx, { workspaceId, actor, action, target, detail, at: now })
}
