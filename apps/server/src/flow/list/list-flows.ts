import type { Mode } from "@holdfast/protocol"
import type { FlowSegment, FlowSummary } from "@holdfast/protocol/dashboard"
import { type BlueprintContent, countDifferences, publishFaults, readRule } from "@holdfast/protocol/flow"
import { atOneMoment } from "../../db/at-one-moment.ts"
import type { Db } from "../../db/database.ts"
import { inBrief } from "../ab-test/ab-test-change.ts"
import { testAt } from "../ab-test/test-at.ts"
import { type AuthorOf, nameAuthors } from "../authors.ts"
import { countResults, type ResultsOf } from "./flow-results.ts"

const resultsMs = 30 * 24 * 3600 * 1000

export interface FlowQuestion {
  workspaceId: string
  /** Of the sessions that are counted. */
  mode: Mode
  now: Date
}

/**
 * The Primary Flow, then segments' flows by priority, then archived ones, newest first, each with what is live, what is
 * being edited, and the results of the last 30 days. As many questions for 50 flows as for one.
 * @param flowId that flow alone
 */
export async function listFlows(
  db: Db,
  { workspaceId, mode, now }: FlowQuestion,
  flowId?: string,
): Promise<FlowSummary[]> {
  const stored = await atOneMoment(db, (moment) => readStored(moment, workspaceId, now, flowId))
  const versionIds = stored.versions.map(({ id }) => id)
  const resultsOf = await countResults(db, {
    workspaceId,
    mode,
    from: new Date(now.getTime() - resultsMs),
    ...(flowId !== undefined && { blueprintIds: versionIds }),
  })
  const authorOf = await nameAuthors(db, workspaceId)
  return inOrder(stored.flows).map((flow) => toSummary(flow, stored, resultsOf, authorOf))
}

type Stored = Awaited<ReturnType<typeof readStored>>
type StoredFlow = Stored["flows"][number]

async function readStored(db: Db, workspaceId: string, now: Date, flowId: string | undefined) {
  const flows = await db
    .selectFrom("flow")
    .leftJoin("segment", (join) =>
      join.on("segment.workspace_id", "=", workspaceId).onRef("segment.id", "=", "flow.segment_id"),
    )
    .select([
      "flow.id",
      "flow.name",
      "flow.segment_id",
      "flow.arm",
      "flow.archived_at",
      "segment.name as segment_name",
      "segment.enabled",
      "segment.priority",
      "segment.filter",
    ])
    .where("flow.workspace_id", "=", workspaceId)
    .$if(flowId !== undefined, (query) => query.where("flow.id", "=", flowId ?? ""))
    .execute()
  const versions = await db
    .selectFrom("blueprint")
    .select(["id", "flow_id", "version", "published_at"])
    .where("workspace_id", "=", workspaceId)
    .$if(flowId !== undefined, (query) => query.where("flow_id", "=", flowId ?? ""))
    .orderBy("flow_id")
    .orderBy("version", "desc")
    .execute()
  const drafts = await db
    .selectFrom("flow_draft")
    .select(["flow_id", "content", "updated_at", "updated_by"])
    .where("workspace_id", "=", workspaceId)
    .$if(flowId !== undefined, (query) => query.where("flow_id", "=", flowId ?? ""))
    .execute()
  const newestIds = drafts.flatMap(
    ({ flow_id }) => versions.find((each) => each.flow_id === flow_id)?.id ?? [],
  )
  const contents = await db
    .selectFrom("blueprint")
    .select(["flow_id", "content"])
    .where("workspace_id", "=", workspaceId)
    .where("id", "in", newestIds.length > 0 ? newestIds : [""])
    .execute()
  const tests = await db
    .selectFrom("ab_test")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .where("state", "not in", ["completed", "abandoned"])
    .execute()
  return {
    flows,
    testOf: new Map(tests.map((test) => [test.segment_id, inBrief(testAt(test, now))])),
    versions,
    versionsOf: Map.groupBy(versions, ({ flow_id }) => flow_id),
    draftOf: new Map(drafts.map((draft) => [draft.flow_id, draft])),
    liveContentOf: new Map(contents.map(({ flow_id, content }) => [flow_id, content])),
  }
}

function inOrder(flows: readonly StoredFlow[]): StoredFlow[] {
  const place = ({ segment_id, archived_at }: StoredFlow) => (archived_at ? 2 : segment_id === null ? 0 : 1)
  const compare = (a: StoredFlow, b: StoredFlow) =>
    place(a) - place(b) ||
    (b.archived_at?.getTime() ?? 0) - (a.archived_at?.getTime() ?? 0) ||
    (a.priority ?? Number.MAX_SAFE_INTEGER) - (b.priority ?? Number.MAX_SAFE_INTEGER) ||
    compareTexts(a.segment_id ?? "", b.segment_id ?? "") ||
    compareTexts(a.arm ?? "", b.arm ?? "") ||
    compareTexts(a.id, b.id)
  return flows.toSorted(compare)
}

const compareTexts = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

function toSummary(flow: StoredFlow, stored: Stored, resultsOf: ResultsOf, authorOf: AuthorOf): FlowSummary {
  const versions = stored.versionsOf.get(flow.id) ?? []
  const newest = versions[0]
  const draft = stored.draftOf.get(flow.id)
  const before = stored.liveContentOf.get(flow.id) ?? nothing
  const differences = draft ? countDifferences(before, draft.content) : 0
  return {
    id: flow.id,
    name: flow.name,
    segment: segmentOf(flow),
    arm: flow.arm,
    abTest: (flow.segment_id !== null && !flow.archived_at && stored.testOf.get(flow.segment_id)) || null,
    archivedAt: flow.archived_at?.toISOString() ?? null,
    live: newest
      ? {
          blueprintId: newest.id,
          version: newest.version,
          publishedAt: newest.published_at.toISOString(),
          results: resultsOf(versions.map(({ id }) => id)),
        }
      : null,
    draft:
      draft && differences > 0
        ? {
            updatedAt: draft.updated_at.toISOString(),
            updatedBy: authorOf(draft.updated_by),
            differences,
            faults: publishFaults(draft.content).length,
          }
        : null,
  }
}

/** What a flow that was never published is compared with. */
const nothing: BlueprintContent = {
  steps: [],
  branding: { primaryColor: null, brandImage: null },
  discountCooldown: null,
  pauseCooldown: null,
}

function segmentOf(flow: StoredFlow): FlowSegment | null {
  const { segment_id: id, segment_name: name, enabled, priority, filter } = flow
  if (id === null || name === null || enabled === null || priority === null) return null
  const rules = (filter ?? []).flatMap((stored) => readRule(stored) ?? [])
  return { id, name, enabled, priority, rules }
}
