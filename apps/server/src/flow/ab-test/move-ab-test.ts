import { countDifferences } from "@holdfast/protocol/flow"
import type { Db } from "../../db/database.ts"
import { findDraft, findLive } from "../edit/find-draft.ts"
import type { FlowChange, FlowWriter } from "../edit/flow-change.ts"
import { type Faulty, publishContent } from "../edit/publish-content.ts"
import { removeDraft } from "../edit/write-draft.ts"
import {
  changingAbTest,
  type LockedTest,
  type StateRefusal,
  stateRefusal,
  takeStep,
} from "./ab-test-change.ts"
import { setTestAside } from "./set-test-aside.ts"
import type { StoredTest } from "./test-at.ts"

/** What became of a test that was asked to go on. */
type Moved = { kind: "changed" } | StateRefusal

type Started =
  | Moved
  | { kind: "segment_off" }
  | { kind: "arms_alike" }
  | { kind: "nothing_published" }
  | Faulty

const dayMs = 24 * 3600 * 1000

/**
 * A draft begins to enrol: the variant's draft is published, and the length is fixed from here on. One that is paused goes
 * on, as by `resumeAbTest`.
 */
export const startAbTest = (writer: FlowWriter, change: FlowChange, testId: string) =>
  changingAbTest<Started>(writer, change, testId, async (trx, locked) => {
    const { test } = locked
    const refusal = stateRefusal(test, "started", ["draft", "paused"])
    if (refusal) return refusal
    return test.state === "paused" ? resume(trx, change, test) : start(trx, change, locked)
  })

async function start(trx: Db, change: FlowChange, { test, control, variant }: LockedTest): Promise<Started> {
  const { workspaceId, now } = change
  const segment = await trx
    .selectFrom("segment")
    .select("enabled")
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", test.segment_id)
    .executeTakeFirst()
  // nobody would come into it, and its time would run
  if (!segment?.enabled) return { kind: "segment_off" }
  const [ofControl, ofVariant] = [
    await findLive(trx, workspaceId, control.id),
    await findLive(trx, workspaceId, variant.id),
  ]
  const draft = await findDraft(trx, workspaceId, variant)
  if (!ofControl || !draft) return { kind: "nothing_published" }
  if (countDifferences(ofControl.content, draft.content) === 0) return { kind: "arms_alike" }
  let variantId = ofVariant?.id
  if (!ofVariant || countDifferences(ofVariant.content, draft.content) > 0) {
    const published = await publishContent(trx, change, variant, { content: draft.content, note: null })
    if (published.kind !== "published") return published
    await removeDraft(trx, change, variant)
    variantId = published.blueprintId
  }
  await takeStep(trx, change, test, {
    step: "started",
    state: "enrolling",
    set: {
      control_blueprint_id: ofControl.id,
      variant_blueprint_id: variantId ?? null,
      started_at: now,
      enrolment_ends_at: new Date(now.getTime() + test.enrolment_days * dayMs),
    },
    detail: { control: ofControl.id, variant: variantId, customersPerArm: test.customers_per_arm },
  })
  return { kind: "changed" }
}

/** Nobody new comes into the test until it goes on; whoever is in it keeps their arm. */
export const pauseAbTest = (writer: FlowWriter, change: FlowChange, testId: string) =>
  changingAbTest<Moved>(writer, change, testId, async (trx, { test }) => {
    const refusal = stateRefusal(test, "paused", ["enrolling"])
    if (refusal) return refusal
    await takeStep(trx, change, test, { step: "paused", state: "paused", set: { paused_at: change.now } })
    return { kind: "changed" }
  })

/** A paused test enrols again, for as long as it still had. */
export const resumeAbTest = (writer: FlowWriter, change: FlowChange, testId: string) =>
  changingAbTest<Moved>(
    writer,
    change,
    testId,
    async (trx, { test }) => stateRefusal(test, "resumed", ["paused"]) ?? resume(trx, change, test),
  )

async function resume(trx: Db, change: FlowChange, test: StoredTest): Promise<Moved> {
  const { now } = change
  const pausedMs = now.getTime() - (test.paused_at ?? now).getTime()
  const ends = new Date((test.enrolment_ends_at ?? now).getTime() + pausedMs)
  await takeStep(trx, change, test, {
    step: "resumed",
    state: "enrolling",
    set: { paused_at: null, enrolment_ends_at: ends },
  })
  return { kind: "changed" }
}

/** Ends a test before its time: its numbers stand from here on, everybody sees the control, and an arm can be chosen. */
export const completeAbTest = (writer: FlowWriter, change: FlowChange, testId: string) =>
  changingAbTest<Moved>(writer, change, testId, async (trx, { test }) => {
    const refusal = stateRefusal(test, "completed", ["enrolling", "paused", "tracking"])
    if (refusal) return refusal
    await endEarly(trx, change, test)
    return { kind: "changed" }
  })

/** In a transaction that holds the test. */
export const endEarly = (trx: Db, change: FlowChange, test: StoredTest) =>
  takeStep(trx, change, test, {
    step: "ended_early",
    state: "awaiting_decision",
    set: { numbers_end_at: change.now, paused_at: null },
  })

/** Gives a test up: the control stays as it is, and the variant's flow is archived. */
export const abandonAbTest = (writer: FlowWriter, change: FlowChange, testId: string) =>
  changingAbTest<Moved>(writer, change, testId, async (trx, { test }) => {
    const unfinished = ["draft", "enrolling", "paused", "tracking", "awaiting_decision"] as const
    const refusal = stateRefusal(test, "abandoned", unfinished)
    if (refusal) return refusal
    await abandon(trx, change, test)
    return { kind: "changed" }
  })

/** In a transaction that holds the test and the flows of its arms. */
export async function abandon(trx: Db, change: FlowChange, test: StoredTest): Promise<void> {
  await setTestAside(trx, change, test)
  await takeStep(trx, change, test, {
    step: "abandoned",
    state: "abandoned",
    set: { paused_at: null, numbers_end_at: test.numbers_end_at ?? change.now },
  })
}
