import type { Publication } from "@holdfast/protocol/dashboard"
import { countDifferences } from "@holdfast/protocol/flow"
import { endEarly } from "../ab-test/move-ab-test.ts"
import type { StoredTest } from "../ab-test/test-at.ts"
import { disturbing, type TestRuns, whyDisturbed } from "../ab-test/why-disturbed.ts"
import { findDraft, findLive, whyNotChanged } from "./find-draft.ts"
import { changingFlow, type FlowChange, type FlowWriter } from "./flow-change.ts"
import { type Faulty, faultsOf, publishContent } from "./publish-content.ts"
import { removeDraft } from "./write-draft.ts"

type Published =
  | ({ kind: "published"; revision: number } & Publication)
  | { kind: "nothing_to_publish" }
  | Faulty
  | TestRuns
  | NonNullable<Awaited<ReturnType<typeof whyNotChanged>>>

export interface PublicationAsked {
  /** The one that the person has seen. */
  revision: number
  /** Why, for the history and the audit log. */
  note: string | null
  /** Ends the A/B test that takes in customers, of which the flow is an arm. */
  endAbTest?: boolean
}

/**
 * The draft becomes a version that never changes, which new customers see from now on; whoever is in the middle of the flow
 * stays on theirs. Two who publish the same revision at once make one version of it.
 */
export const publishDraft = (
  writer: FlowWriter,
  change: FlowChange,
  flowId: string,
  { revision, note, endAbTest = false }: PublicationAsked,
): Promise<Published> =>
  changingFlow<Published>(writer, change, flowId, "published", async (trx, flow) => {
    const { workspaceId } = change
    const refusal = await whyNotChanged(trx, change, flow, revision)
    if (refusal) return refusal
    const draft = await findDraft(trx, workspaceId, flow)
    if (!draft) return { kind: "flow_not_found" }
    const live = await findLive(trx, workspaceId, flowId)
    if (live && countDifferences(live.content, draft.content) === 0) return { kind: "nothing_to_publish" }
    const faulty = faultsOf(draft.content)
    if (faulty) return faulty
    if (flow.arm !== null && flow.segment_id !== null) {
      const end = endAbTest ? (test: StoredTest) => endEarly(trx, change, test) : null
      const disturbed = await whyDisturbed(trx, change, flow.segment_id, disturbing.publishing, end)
      if (disturbed) return disturbed
    }
    const published = await publishContent(trx, change, flow, { content: draft.content, note })
    if (published.kind !== "published") return published
    const next = await removeDraft(trx, change, flow)
    return { ...published, revision: next ?? flow.draft_revision }
  })
