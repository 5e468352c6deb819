import type { AbTestWinner } from "@holdfast/protocol/dashboard"
import { countDifferences } from "@holdfast/protocol/flow"
import type { Db } from "../../db/database.ts"
import { findBlueprint } from "../blueprints.ts"
import { findLive } from "../edit/find-draft.ts"
import { type FlowChange, type FlowWriter, raiseRevision } from "../edit/flow-change.ts"
import { type Faulty, publishContent } from "../edit/publish-content.ts"
import {
  changingAbTest,
  type LockedTest,
  type StateRefusal,
  stateRefusal,
  takeStep,
} from "./ab-test-change.ts"
import { setTestAside } from "./set-test-aside.ts"

type Chosen = { kind: "changed" } | StateRefusal | { kind: "nothing_published" } | Faulty

/**
 * Ends a test with the arm that is kept. The variant becomes the next version of the segment's flow, as the test's customers
 * saw it; with the control, that flow stays as it is. The variant's flow is archived either way.
 */
export const chooseWinner = (
  writer: FlowWriter,
  change: FlowChange,
  testId: string,
  { arm, note }: AbTestWinner,
) =>
  changingAbTest<Chosen>(writer, change, testId, async (trx, locked) => {
    const { test } = locked
    const refusal = stateRefusal(test, "completed with a winner", ["awaiting_decision"])
    if (refusal) return refusal
    const published = arm === "variant" ? await publishVariant(trx, change, locked, note) : null
    if (published && published.kind !== "published") return published
    await setTestAside(trx, change, test)
    await takeStep(trx, change, test, {
      step: "completed",
      state: "completed",
      set: { winner: arm },
      detail: {
        winner: arm,
        ...(note !== null && { note }),
        ...(published && { blueprintId: published.blueprintId, version: published.version }),
      },
    })
    return { kind: "changed" }
  })

/** @returns null where the segment's flow says the same already */
async function publishVariant(
  trx: Db,
  change: FlowChange,
  { test, control }: LockedTest,
  note: string | null,
) {
  const { workspaceId } = change
  const tested = await findBlueprint(trx, workspaceId, test.variant_blueprint_id ?? "")
  if (!tested) return { kind: "nothing_published" } as const
  const live = await findLive(trx, workspaceId, control.id)
  if (live && countDifferences(live.content, tested.content) === 0) return null
  const published = await publishContent(trx, change, control, { content: tested.content, note })
  // whoever edits that flow has seen another version as live
  if (published.kind === "published") await raiseRevision(trx, change, control)
  return published
}
