import type { SessionFacts } from "@holdfast/protocol"
import { type AbTestState, type Blueprint, readRule, type SegmentRule } from "@holdfast/protocol/flow"
import { sql } from "kysely"
import type { Db } from "../db/database.ts"
import { prepared } from "../db/prepared.ts"
import { createRecent } from "../recent.ts"
import { chooseArm, type Exposure, type TestedCustomer } from "./ab-test/choose-arm.ts"
import type { TimedTest } from "./ab-test/state-at.ts"
import { findBlueprint } from "./blueprints.ts"
import { firstMatch, shownByItself } from "./first-match.ts"
import type { Segment } from "./workspace-flows.ts"

/**
 * The flow that a customer sees, as it was published last; the session is recorded with its id and its segment's. Enabled
 * segments in order of priority: the first whose rules all hold decides, none means the Primary Flow. A segment of which no
 * flow was published is passed over, and an archived flow is shown to nobody.
 * Where the segment has a test that runs, the customer's arm decides between its flows.
 * @param facts what the session says of its customer as it opens
 * @param customer who is proven to open it; nobody else comes into a test
 * @returns null where the workspace has published no flow for this customer
 */
export async function chooseFlow(
  db: Db,
  workspaceId: string,
  facts: SessionFacts,
  now: Date,
  customer: TestedCustomer | null = null,
): Promise<ChosenFlow | null> {
  const { segments, primaryId } = await readPublished(db, workspaceId)
  const segment = firstMatch(segments, facts, now)
  const test = segment?.test ?? null
  const exposure = test && customer && (await chooseArm(db, workspaceId, test, customer, now))
  const ofSegment = exposure?.arm === "variant" ? test?.variantBlueprintId : segment?.blueprintId
  const chosenId = ofSegment ?? primaryId
  const blueprint = chosenId === null ? null : await findVersion(db, workspaceId, chosenId)
  return blueprint && { blueprint, exposure }
}

export interface ChosenFlow {
  blueprint: Blueprint
  /** The A/B test that the customer is in by this session, and their arm; null outside of one. */
  exposure: Exposure | null
}

/** What a workspace shows to whom. */
interface Published {
  /** Of which something is shown, in order of priority. */
  segments: (Pick<Segment, "enabled" | "filter"> & { blueprintId: string; test: PublishedTest | null })[]
  primaryId: string | null
}

/** A test that runs, with what its variant shows. */
interface PublishedTest extends TimedTest {
  id: string
  variantBlueprintId: string
}

/** The newest version of a flow that may be shown, as the database tells of it. */
interface PublishedFlow {
  blueprintId: string
  segmentId: string | null
  arm: "control" | "variant" | null
  /** The segment's rules as they are stored. */
  filter: unknown[] | null
  /** The segment's test that runs. */
  test: { id: string; state: AbTestState; enrolmentEndsAt: string; trackingDays: number } | null
}

const mostKept = 200

/** By database: the servers of a test have one each. */
const known = new WeakMap<Db, ReturnType<typeof createKnown>>()
const createKnown = () => ({
  published: createRecent<{ text: string; read: Published }>(mostKept),
  versions: createRecent<Blueprint>(mostKept),
})

function knownTo(db: Db) {
  const found = known.get(db) ?? createKnown()
  known.set(db, found)
  return found
}

/**
 * Asks the database each time, so that every server shows what was published at once; only the reading of an answer is
 * kept, by its text. Reading the rules of 50 segments anew took as long as all the rest of opening a flow.
 */
async function readPublished(db: Db, workspaceId: string): Promise<Published> {
  const { published } = knownTo(db)
  const text = await tellPublished(db, workspaceId)
  const kept = published.get(workspaceId)
  if (kept?.text === text) return kept.read
  const read = readFlows(JSON.parse(text) as PublishedFlow[])
  published.set(workspaceId, { text, read })
  return read
}

/** A published version never changes, so one that was read once is known. */
export async function findVersion(db: Db, workspaceId: string, id: string): Promise<Blueprint | null> {
  const { versions } = knownTo(db)
  const key = `${workspaceId} ${id}`
  const found = versions.get(key) ?? (await findBlueprint(db, workspaceId, id))
  if (found) versions.set(key, found)
  return found
}

/** The newest version of every flow that may be shown, by the priority of their segments, as the text of an array. Written out, since each opening asks it. */
async function tellPublished(db: Db, workspaceId: string): Promise<string> {
  const { rows } = await sql<{ text: string }>`
    select ${prepared} coalesce(json_agg(json_build_object(
      'blueprintId', newest.id, 'segmentId', flow.segment_id, 'arm', flow.arm, 'filter', segment.filter,
      'test', case when ab_test.id is not null then json_build_object('id', ab_test.id, 'state', ab_test.state,
        'enrolmentEndsAt', ab_test.enrolment_ends_at, 'trackingDays', ab_test.tracking_days) end
    ) order by segment.priority, segment.id), '[]')::text as text
    from flow
    cross join lateral (
      select blueprint.id from blueprint
      where blueprint.workspace_id = ${workspaceId} and blueprint.flow_id = flow.id
      order by blueprint.version desc limit 1
    ) newest
    left join segment on segment.workspace_id = ${workspaceId} and segment.id = flow.segment_id
    left join ab_test on ab_test.workspace_id = ${workspaceId} and ab_test.segment_id = flow.segment_id
      and ab_test.state in ('enrolling', 'paused', 'tracking')
    where flow.workspace_id = ${workspaceId} and flow.archived_at is null
      and (flow.segment_id is null or segment.enabled)`.execute(db)
  return rows[0]?.text ?? "[]"
}

/** Each segment with the flow that its customers see, in order of priority, and the Primary Flow. */
function readFlows(flows: readonly PublishedFlow[]): Published {
  const ofSegments = flows.filter(({ segmentId }) => segmentId !== null)
  const segments = [...Map.groupBy(ofSegments, ({ segmentId }) => segmentId).values()].flatMap((arms) => {
    const flow = shownByItself(arms)
    const filter = flow && readRules(flow.filter)
    return filter ? [{ enabled: true, filter, blueprintId: flow.blueprintId, test: testOf(flow, arms) }] : []
  })
  const primary = flows.find(({ segmentId }) => segmentId === null)
  return { segments, primaryId: primary?.blueprintId ?? null }
}

function testOf({ test }: PublishedFlow, arms: readonly PublishedFlow[]): PublishedTest | null {
  const variant = arms.find(({ arm }) => arm === "variant")
  if (!test || !variant) return null
  const enrolmentEndsAt = new Date(test.enrolmentEndsAt)
  return { ...test, enrolmentEndsAt, variantBlueprintId: variant.blueprintId }
}

/** null where one of them cannot be read: nobody knows then whom the segment means. */
function readRules(stored: readonly unknown[] | null): SegmentRule[] | null {
  const rules = (stored ?? []).map(readRule)
  return rules.includes(null) ? null : rules.filter((rule) => rule !== null)
}
