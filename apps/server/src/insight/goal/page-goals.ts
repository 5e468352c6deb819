import { majorUnits } from "@holdfast/protocol"
import { type Goal, goalDays, isMoneyGoal, isRateGoal, type PageGoals } from "@holdfast/protocol/dashboard"
import { sql } from "kysely"
import type { Db } from "../../db/database.ts"
import { allSessions, filterOfView, sessionsOfView } from "../../saved-view/view-sessions.ts"
import type { SessionFilter } from "../../session/read/session-filter.ts"
import type { Beside } from "../panel.ts"
import { listGoals } from "./goals.ts"
import { sessionsKey } from "./same-sessions.ts"

/** The goals of exactly the sessions that a page is of, and what each asks of its days. */
export async function readPageGoals({ moment, filter, timeZone, asOf }: Beside): Promise<PageGoals> {
  const { workspaceId } = filter
  const key = sessionsKey(filter)
  const isView = (search: string) => sessionsKey(filterOfView(workspaceId, sessionsOfView(search))) === key
  const isAll = sessionsKey(filterOfView(workspaceId, allSessions)) === key
  const of = isAll ? { viewId: null, viewName: null } : await findShared(moment, workspaceId, isView)
  if (!of) return { of, list: [] }
  const goals = (await listGoals(moment, workspaceId)).filter(({ viewSearch }) =>
    viewSearch === null ? isAll : isView(viewSearch),
  )
  if (goals.length === 0) return { of, list: [] }
  const days = await daysOf(moment, filter, timeZone, asOf)
  return {
    of,
    list: goals.map(({ viewName: _, viewSearch: __, ...goal }) => ({
      ...goal,
      target: targetOf(goal, days),
    })),
  }
}

/** Of several shared views with the same sessions, the first by name. */
async function findShared(
  db: Db,
  workspaceId: string,
  isIt: (search: string) => boolean,
): Promise<PageGoals["of"]> {
  const views = await db
    .selectFrom("saved_view")
    .select(["id as viewId", "name as viewName", "search"])
    .where("workspace_id", "=", workspaceId)
    .where("is_shared", "=", true)
    .orderBy((eb) => eb.fn<string>("lower", ["name"]))
    .orderBy("id")
    .execute()
  const view = views.find(({ search }) => isIt(search))
  return view ? { viewId: view.viewId, viewName: view.viewName } : null
}

interface Days {
  /** The last one of the span up to now, in the workspace's calendar. */
  last: string
  /** How many the span has up to now; null without a first one. Summer time makes none longer. */
  count: number | null
}

async function daysOf(db: Db, { from, to }: SessionFilter, timeZone: string, asOf: Date): Promise<Days> {
  // a span that has not begun is measured in full
  const isOver = to && (to < asOf || (from && asOf <= from))
  const end = isOver ? to : asOf
  const { rows } = await sql<Days>`
    select to_char((${end}::timestamptz - interval '1 millisecond') at time zone ${timeZone}, 'YYYY-MM-DD') as "last",
      (extract(epoch from (${end}::timestamptz at time zone ${timeZone}) - (${from ?? null}::timestamptz at time zone ${timeZone}))
        / 86400)::double precision as "count"`.execute(db)
  const [first] = rows
  if (!first) throw new Error("A span has no last day")
  return first
}

function targetOf({ figure, currency, level, since }: Goal, { last, count }: Days): number | null {
  if (since > last || (count !== null && count <= 0)) return null
  if (isRateGoal(figure)) return level / 100
  if (count === null) return null
  const inDays = (level * count) / goalDays
  return isMoneyGoal(figure) ? inDays / majorUnits(1, currency ?? "") : inDays
}
