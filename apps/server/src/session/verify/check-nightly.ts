import type { FigureDifference } from "@holdfast/protocol/dashboard"
import { sql } from "kysely"
import type { Db } from "../../db/database.ts"
import type { Difference } from "./verify-block.ts"
import { verifyFigures } from "./verify-figures.ts"

const hourMs = 3600 * 1000
/** The hour of the night, in the workspace's time zone. */
const nightHour = 3
/** Less than a day, so that a look that took long holds none of the next back. */
const nightlyMs = 20 * hourMs
/** For a server that never runs at night. */
const latestMs = 47 * hourMs
/** A block that differs may differ in all of its values: more than these say nothing new. */
const mostKept = 100
const goneStaysMs = 30 * 24 * hourMs

/** What a look of the night found. */
export interface NightlyCheck {
  blocks: number
  differing: number
}

/**
 * The look of the night, where it is due: whether every kept figure of a workspace is what its sessions say. A block that differs
 * goes out of use, so that its sessions themselves are counted until it is made anew; what was found is written down for the page Health.
 * @returns null where it is not due, or another server does it
 */
export async function checkNightly(db: Db, workspaceId: string, now: Date): Promise<NightlyCheck | null> {
  if (!(await claim(db, workspaceId, now))) return null
  const found: Difference[] = []
  let [blocks, differing] = [0, 0]
  let lastBlock: Difference["block"]
  for await (const difference of verifyFigures(db, workspaceId, () => blocks++)) {
    differing++
    if (found.length < mostKept) found.push(difference)
    // a block differs in one or many things, which come one after the other
    if (difference.block && difference.block !== lastBlock)
      await putOutOfUse(db, workspaceId, difference.block)
    lastBlock = difference.block
  }
  const { differences } = await db
    .selectFrom("figure_check")
    .select("differences")
    .where("workspace_id", "=", workspaceId)
    .executeTakeFirstOrThrow()
  await db
    .updateTable("figure_check")
    .set({
      ...{ checked_at: now, blocks, differing },
      differences: JSON.stringify(withGone(found, differences, now)),
    })
    .where("workspace_id", "=", workspaceId)
    .execute()
  return { blocks, differing }
}

async function claim(db: Db, workspaceId: string, now: Date): Promise<boolean> {
  const { rows } = await sql<{ isNight: boolean; begunAt: Date | null; createdAt: Date }>`
    select extract(hour from ${now}::timestamptz at time zone workspace.time_zone) = ${nightHour} as "isNight",
      figure_check.begun_at as "begunAt", workspace.created_at as "createdAt"
    from workspace left join figure_check on figure_check.workspace_id = workspace.id
    where workspace.id = ${workspaceId}`.execute(db)
  const [known] = rows
  if (!known) return false
  const { isNight, begunAt, createdAt } = known
  const before = new Date(now.getTime() - (isNight ? nightlyMs : latestMs))
  if ((begunAt ?? createdAt) > before && !(isNight && begunAt === null)) return false
  const { numInsertedOrUpdatedRows } = await db
    .insertInto("figure_check")
    .values({ workspace_id: workspaceId, begun_at: now, differences: "[]" })
    .onConflict((conflict) =>
      conflict
        .column("workspace_id")
        .doUpdateSet({ begun_at: now })
        .where("figure_check.begun_at", "<=", before),
    )
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

const putOutOfUse = (db: Db, workspaceId: string, { mode, from, to }: NonNullable<Difference["block"]>) =>
  db
    .insertInto("facet_stale")
    // times are whole milliseconds, and a note is about both of its ends
    .values({ workspace_id: workspaceId, mode, from_at: from, to_at: new Date(to.getTime() - 1) })
    .execute()

/** What is found now with since when it is, and for a while what was found before and is gone. */
function withGone(
  found: readonly Difference[],
  before: readonly FigureDifference[],
  now: Date,
): FigureDifference[] {
  const isSame = (a: Pick<FigureDifference, "place" | "what">, b: Pick<FigureDifference, "place" | "what">) =>
    a.place === b.place && a.what === b.what
  const there = found.map(({ place, what, block }) => ({
    ...{ place, what, goneAt: null, isOutOfUse: block !== undefined },
    since:
      before.find((each) => each.goneAt === null && isSame(each, { place, what }))?.since ??
      now.toISOString(),
  }))
  const gone = before
    .filter((each) => each.goneAt !== null || !there.some((other) => isSame(each, other)))
    .map((each) => ({ ...each, goneAt: each.goneAt ?? now.toISOString() }))
    .filter(({ goneAt }) => Date.parse(goneAt) > now.getTime() - goneStaysMs)
  return [...there, ...gone].slice(0, mostKept)
}
