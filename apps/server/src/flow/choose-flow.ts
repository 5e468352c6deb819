import type { SessionFacts } from "@holdfast/protocol"
import { type Blueprint, readRule, type SegmentRule } from "@holdfast/protocol/flow"
import type { Db } from "../db/database.ts"
import { prepared } from "../db/prepared.ts"
import { findBlueprint, toBlueprint } from "./blueprints.ts"
import { chooseArm, firstMatch } from "./first-match.ts"

/**
 * The flow that a customer sees, as it was published last; the session is recorded with its id and its segment's. Enabled
 * segments in order of priority: the first whose rules all hold decides, none means the Primary Flow. A segment of which no
 * flow was published is passed over, and an archived flow is shown to nobody.
 * @param facts what the session says of its customer as it opens
 * @returns null where the workspace has published no flow for this customer
 */
export async function chooseFlow(
  db: Db,
  workspaceId: string,
  facts: SessionFacts,
  now: Date,
): Promise<Blueprint | null> {
  const flows = await listPublished(db, workspaceId)
  const matched = firstMatch(segmentsOf(flows), facts, now)
  const chosen = matched ? matched.flow : flows.find(({ segment_id }) => segment_id === null)
  if (!chosen) return null
  const { content } = chosen
  return content ? toBlueprint({ ...chosen, content }) : findBlueprint(db, workspaceId, chosen.id)
}

type PublishedFlow = Awaited<ReturnType<typeof listPublished>>[number]

/**
 * The newest version of every flow that may be shown, by the priority of their segments. Of most customers no segment
 * knows anything, so the content of the Primary Flow comes along: they need no second trip.
 */
const listPublished = (db: Db, workspaceId: string) =>
  db
    .selectFrom("flow")
    .modifyFront(prepared)
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom("blueprint")
          .selectAll()
          .where("blueprint.workspace_id", "=", workspaceId)
          .whereRef("blueprint.flow_id", "=", "flow.id")
          .orderBy("blueprint.version", "desc")
          .limit(1)
          .as("newest"),
      (join) => join.onTrue(),
    )
    .leftJoin("segment", (join) =>
      join.on("segment.workspace_id", "=", workspaceId).onRef("segment.id", "=", "flow.segment_id"),
    )
    .select([
      "newest.id",
      "newest.flow_id",
      "newest.name",
      "newest.version",
      "newest.published_at",
      "flow.segment_id",
      "flow.arm",
      "segment.filter",
    ])
    .select((eb) =>
      eb.case().when("flow.segment_id", "is", null).then(eb.ref("newest.content")).end().as("content"),
    )
    .where("flow.workspace_id", "=", workspaceId)
    .where("flow.archived_at", "is", null)
    .where((eb) => eb.or([eb("flow.segment_id", "is", null), eb("segment.enabled", "=", true)]))
    .orderBy("segment.priority")
    .orderBy("segment.id")
    .execute()

/** Each segment with the flow that its customers see, in order of priority. */
function segmentsOf(flows: readonly PublishedFlow[]) {
  const ofSegments = flows.filter(({ segment_id }) => segment_id !== null)
  return [...Map.groupBy(ofSegments, ({ segment_id }) => segment_id).values()].flatMap((arms) => {
    const flow = chooseArm(arms)
    const filter = flow && readRules(flow.filter)
    return filter ? [{ enabled: true, filter, flow }] : []
  })
}

/** null where one of them cannot be read: nobody knows then whom the segment means. */
function readRules(stored: readonly unknown[] | null): SegmentRule[] | null {
  const rules = (stored ?? []).map(readRule)
  return rules.includes(null) ? null : rules.filter((rule) => rule !== null)
}
