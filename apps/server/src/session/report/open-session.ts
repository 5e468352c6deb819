import {
  type BillingFactsNote,
  type CustomerSnapshot,
  type RegionHints,
  regionOf,
  type SessionFacts,
} from "@holdfast/protocol"
import { type Blueprint, type CooledKind, withoutKinds } from "@holdfast/protocol/flow"
import type { Ignored } from "@holdfast/protocol/schema"
import type { Caller } from "../../account/admit-customer.ts"
import type { Db } from "../../db/database.ts"
import { findBlueprint } from "../../flow/blueprints.ts"
import { chooseFlow } from "../../flow/choose-flow.ts"
import { languageFacts, type Wishes } from "../../flow/present/speak-to.ts"
import type { BegunRecording, StoredRecordingState } from "../../recording/begin-recording.ts"
import { cooldownFacts, heldBackFrom, heldBackIn } from "./held-back.ts"
import type { Intake } from "./intake.ts"
import { reportSession } from "./report-session.ts"
import { provenCustomer, type Run } from "./run.ts"

export interface Opening {
  run: Run
  /** As the page describes them. */
  customer: CustomerSnapshot
  /** What came of asking the billing system for them; null where it was not asked. */
  billingFacts: BillingFactsNote | null
  /** Which languages are known of the customer; null where the client says nothing of languages. */
  wishes: Wishes | null
  /** Where the customer is. */
  hints: RegionHints
  /** What of the request could not be read. */
  ignored: readonly Ignored[]
  /** false shows the flow and writes no session. */
  isRecorded: boolean
  /** Whether the run is recorded; null where the way in has no recorder. */
  recording: BegunRecording | null
}

export type Opened =
  | {
      kind: "opened"
      /** The version that the customer is to see, without the offers that a cooldown holds back. */
      blueprint: Blueprint
      /** With the id that is proven. */
      customer: CustomerSnapshot & { id: string | null }
      /** null where nothing is recorded. */
      sessionId: string | null
      /** A rule of click to cancel holds for them. */
      clickToCancel: Pick<SessionFacts, "clickToCancelEnabled" | "strictFTCComplianceEnabled">
      /** As it was decided when the session opened; null where it never was. */
      recordingState: StoredRecordingState | null
    }
  /** The workspace has published no flow. */
  | { kind: "noFlow" }
  /** The run belongs to a session of another customer or mode. */
  | { kind: "foreign" }

/**
 * Opens a session: chooses the flow that the customer is to see, holds back what its cooldowns say, and records the run as
 * in progress.
 */
export async function openSession(intake: Intake, caller: Caller, opening: Opening): Promise<Opened> {
  const customer = provenCustomer(caller, opening.customer)
  const { database } = intake
  const { receivedAt, startedAt } = opening.run
  const clickToCancel = clickToCancelOf(caller, opening.hints)
  const known = { customer, ...clickToCancel }
  const tested = caller.verified && customer.id !== null ? { id: customer.id, mode: caller.mode } : null
  const chosen = await chooseFlow(database.db, caller.workspace.id, known, receivedAt, tested)
  if (!chosen) return { kind: "noFlow" }
  const { blueprint, exposure } = chosen
  const { content } = blueprint
  const heldBack = await heldBackFrom(database.db, caller, customer.id, content, startedAt)
  const { recording } = opening
  const recordingState = recording?.state ?? null
  const shown = { blueprint: shownTo(blueprint, heldBack), clickToCancel, recordingState }
  if (!opening.isRecorded) return { kind: "opened", customer, sessionId: null, ...shown }
  const { run, ignored, wishes, billingFacts } = opening
  const facts = {
    ...(wishes && languageFacts(content, wishes)),
    ...{ blueprintId: blueprint.id, segmentId: blueprint.segmentId },
    ...clickToCancel,
    ...cooldownFacts(content, heldBack),
  }
  const result = await reportSession(intake, caller, {
    ...{ run, customer, revision: 0, facts, exposure, recording, billingFacts, ignored },
  })
  if (result.kind === "foreign") return result
  const { sessionId, isNew } = result
  // a page that asks again for its run is in the middle of it, whatever was published since
  const begun = isNew ? {} : await findBegun(database.db, caller.workspace.id, sessionId)
  return { kind: "opened", customer, sessionId, ...shown, ...begun }
}

const shownTo = (blueprint: Blueprint, heldBack: readonly CooledKind[]): Blueprint => ({
  ...blueprint,
  content: withoutKinds(blueprint.content, heldBack),
})

/**
 * Where the customer is, and which rule of click to cancel holds there. A workspace that has turned none on learns nothing of
 * where its customers are.
 */
function clickToCancelOf({ workspace }: Caller, hints: RegionHints) {
  const { clickToCancel: rules } = workspace
  return rules.singleClick || rules.maximal ? regionOf(hints, rules) : { clickToCancelEnabled: false }
}

/**
 * What a session began with: whether its run is recorded; and the version as it was shown then, and whether a rule held, where
 * that is known here.
 */
async function findBegun(
  db: Db,
  workspaceId: string,
  sessionId: string,
): Promise<
  Partial<Pick<Extract<Opened, { kind: "opened" }>, "blueprint" | "clickToCancel" | "recordingState">>
> {
  const session = await db
    .selectFrom("session")
    .select(["blueprint_id", "detail", "recording_state"])
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", sessionId)
    .executeTakeFirst()
  const blueprint = session?.blueprint_id && (await findBlueprint(db, workspaceId, session.blueprint_id))
  const recordingState = session?.recording_state ?? null
  if (!blueprint) return { recordingState }
  const clickToCancel = session.detail as SessionFacts
  return { blueprint: shownTo(blueprint, heldBackIn(session.detail)), clickToCancel, recordingState }
}
