import { sql } from "kysely"
import type { FlowChange, FlowWriter } from "../edit/flow-change.ts"
import { changingSegments, recordFlowAudit } from "./segment-store.ts"

type Ordered = { kind: "ordered" } | { kind: "segments_changed" }

/**
 * Puts the segments in another order: the first that matches decides a customer's flow.
 * @param ids every segment of a flow that is not archived, each once
 */
export const orderSegments = (
  { db }: Pick<FlowWriter, "db">,
  change: FlowChange,
  ids: readonly string[],
): Promise<Ordered> =>
  changingSegments<Ordered>(db, change.workspaceId, async (trx) => {
    const { workspaceId } = change
    const segments = await trx
      .selectFrom("segment")
      .select(["id", "name"])
      .where("workspace_id", "=", workspaceId)
      .where((eb) =>
        eb.exists(
          eb
            .selectFrom("flow")
            .select("flow.id")
            .where("flow.workspace_id", "=", workspaceId)
            .whereRef("flow.segment_id", "=", "segment.id")
            .where("flow.archived_at", "is", null),
        ),
      )
      .orderBy("priority")
      .orderBy("id")
      .execute()
    const names = new Map(segments.map(({ id, name }) => [id, name]))
    const isSame =
      ids.length === names.size && ids.every((id) => names.has(id)) && new Set(ids).size === ids.length
    if (!isSame) return { kind: "segments_changed" }
    const before = segments.map(({ id }) => id)
    if (ids.every((id, place) => id === before[place])) return { kind: "ordered" }
    await sql`
      update segment set priority = asked.place - 1
      from unnest(${ids}::text[]) with ordinality as asked (id, place)
      where segment.workspace_id = ${workspaceId} and segment.id = asked.id`.execute(trx)
    const inWords = (order: readonly string[]) => order.map((id) => names.get(id) ?? id)
    await recordFlowAudit(trx, change, "segments.ordered", null, {
      before: inWords(before),
      after: inWords(ids),
    })
    return { kind: "ordered" }
  })
