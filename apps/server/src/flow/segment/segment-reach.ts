import type { ReachRequest, SegmentReach } from "@holdfast/protocol/dashboard"
import { readRule, ruleFaults } from "@holdfast/protocol/flow"
import type { Db } from "../../db/database.ts"
import { type EarlierSegment, reachOf } from "./reach-of.ts"
import { recentSessions } from "./recent-sessions.ts"
import { inWords } from "./rule-sentence.ts"

type Reached =
  | ({ kind: "reach" } & SegmentReach)
  | { kind: "segment_not_found" }
  | { kind: "invalid"; sentence: string }

/** The last 1,000 settled sessions of a mode beside rules, which need not be those of the segment yet. */
export async function segmentReach(
  db: Db,
  workspaceId: string,
  { rules, mode, segmentId }: ReachRequest,
): Promise<Reached> {
  const faults = ruleFaults(rules)
  if (faults.length > 0) return { kind: "invalid", sentence: inWords(faults) }
  const earlier = await earlierSegments(db, workspaceId, segmentId)
  if (!earlier) return { kind: "segment_not_found" }
  return { kind: "reach", ...reachOf(await recentSessions(db, workspaceId, mode), rules, earlier) }
}

/** What is asked before a segment; before a new one all. null where there is no such segment. */
async function earlierSegments(
  db: Db,
  workspaceId: string,
  segmentId: string | null,
): Promise<EarlierSegment[] | null> {
  const segments = await db
    .selectFrom("segment")
    .select(["id", "name", "enabled", "filter"])
    .select((eb) =>
      eb
        .exists(
          eb
            .selectFrom("flow")
            .innerJoin("blueprint", (join) =>
              join.on("blueprint.workspace_id", "=", workspaceId).onRef("blueprint.flow_id", "=", "flow.id"),
            )
            .select("flow.id")
            .where("flow.workspace_id", "=", workspaceId)
            .whereRef("flow.segment_id", "=", "segment.id")
            .where("flow.archived_at", "is", null),
        )
        .as("is_published"),
    )
    .where("workspace_id", "=", workspaceId)
    .orderBy("priority")
    .orderBy("id")
    .execute()
  const own = segmentId === null ? segments.length : segments.findIndex(({ id }) => id === segmentId)
  if (own < 0) return null
  return segments
    .slice(0, own)
    .filter(({ enabled, is_published }) => enabled && is_published)
    .flatMap(({ id, name, filter }) => {
      const rules = filter.map(readRule)
      // one with a rule that cannot be read matches nobody
      return rules.includes(null) ? [] : [{ id, name, rules: rules.filter((rule) => rule !== null) }]
    })
}
