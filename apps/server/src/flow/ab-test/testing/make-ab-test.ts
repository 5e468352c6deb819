import { randomUUID } from "node:crypto"
import type { NewAbTest } from "@holdfast/protocol/dashboard"
import type { SegmentRule } from "@holdfast/protocol/flow"
import type { FlowChange, FlowWriter } from "../../edit/flow-change.ts"
import { publishDraft } from "../../edit/publish-draft.ts"
import { saveDraft } from "../../edit/save-draft.ts"
import { changeSegment } from "../../segment/change-segment.ts"
import { createSegment } from "../../segment/create-segment.ts"
import { starterFlow } from "../../starter-flow.ts"
import { createAbTest } from "../create-ab-test.ts"
import { completeAbTest, pauseAbTest, startAbTest } from "../move-ab-test.ts"

export interface MadeTest {
  testId: string
  segmentId: string
  controlId: string
  variantId: string
}

export type MadeState = "draft" | "enrolling" | "paused" | "awaiting_decision"

const anyone: SegmentRule = { attribute: "plan", operand: "NOT_INCLUDES", value: ["none"] }
const plan = { baselineRate: 0.4, smallestEffect: 0.1, enrolmentDays: 14, trackingDays: 10 }

/** What the variant says: something else than the control, which is the starter flow. */
export const variantContent = () => ({ ...starterFlow(), pauseCooldown: 45 })

/**
 * A segment of everybody with a published flow, and a test of it whose variant has another content, in that state: as people
 * make them.
 */
export async function makeAbTest(
  writer: FlowWriter,
  change: FlowChange,
  state: MadeState,
  asked: Partial<NewAbTest> & { rules?: SegmentRule[] } = {},
): Promise<MadeTest> {
  const { rules = [anyone], ...planned } = asked
  const { db } = writer
  const name = randomUUID()
  const made = done(await createSegment({ db }, change, { name, rules, content: starterFlow() }), "created")
  const { segmentId, flowId: controlId } = made
  done(await publishDraft(writer, change, controlId, { revision: 1, note: null }), "published")
  done(await changeSegment({ db }, change, segmentId, { enabled: true }), "changed")
  const { testId } = done(
    await createAbTest(writer, change, { name: "A test", segmentId, ...plan, ...planned }),
    "created",
  )
  const variant = await db
    .selectFrom("flow")
    .select(["id", "draft_revision"])
    .where("workspace_id", "=", change.workspaceId)
    .where("segment_id", "=", segmentId)
    .where("arm", "=", "variant")
    .executeTakeFirstOrThrow()
  const draft = { content: variantContent(), revision: variant.draft_revision }
  done(await saveDraft(writer, change, variant.id, draft), "saved")
  if (state !== "draft") done(await startAbTest(writer, change, testId), "changed")
  if (state === "paused") done(await pauseAbTest(writer, change, testId), "changed")
  if (state === "awaiting_decision") done(await completeAbTest(writer, change, testId), "changed")
  return { testId, segmentId, controlId, variantId: variant.id }
}

function done<T extends { kind: string }, K extends T["kind"]>(result: T, kind: K): Extract<T, { kind: K }> {
  if (result.kind !== kind) throw new Error(`It was not ${kind}: ${JSON.stringify(result)}`)
  return result as Extract<T, { kind: K }>
}
