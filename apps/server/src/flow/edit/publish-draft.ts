import type { MadePublication } from "@holdfast/protocol/dashboard"
import { countDifferences } from "@holdfast/protocol/flow"
import { endEarly } from "../ab-test/move-ab-test.ts"
import type { StoredTest } from "../ab-test/test-at.ts"
import { disturbing, type TestRuns, whyDisturbed } from "../ab-test/why-disturbed.ts"
import { type Translated, translateMissing } from "../translate/translate-missing.ts"
import { findDraft, findLive, whyNotChanged } from "./find-draft.ts"
import { changingFlow, type FlowChange, type FlowWriter } from "./flow-change.ts"
import { type Faulty, faultsOf, publishContent } from "./publish-content.ts"
import { removeDraft } from "./write-draft.ts"

type Published =
  | ({ kind: "published" } & MadePublication)
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
export async function publishDraft(
  writer: FlowWriter,
  change: FlowChange,
  flowId: string,
  { revision, note, endAbTest = false }: PublicationAsked,
): Promise<Published> {
  const found = await translateDraft(writer, change, flowId, revision)
  return changingFlow<Published>(writer, change, flowId, "published", async (trx, flow) => {
    const { workspaceId } = change
    const refusal = await whyNotChanged(trx, change, flow, revision)
    if (refusal) return refusal
    const draft = await findDraft(trx, workspaceId, flow)
    if (!draft) return { kind: "flow_not_found" }
    const content = found?.content ?? draft.content
    const live = await findLive(trx, workspaceId, flowId)
    if (live && countDifferences(live.content, content) === 0) return { kind: "nothing_to_publish" }
    const faulty = faultsOf(content)
    if (faulty) return faulty
    if (flow.arm !== null && flow.segment_id !== null) {
      const end = endAbTest ? (test: StoredTest) => endEarly(trx, change, test) : null
      const disturbed = await whyDisturbed(trx, change, flow.segment_id, disturbing.publishing, end)
      if (disturbed) return disturbed
    }
    const translated = found?.languages ?? []
    const published = await publishContent(trx, change, flow, { content, note, translated })
    if (published.kind !== "published") return published
    const next = await removeDraft(trx, change, flow)
    return { ...published, revision: next ?? flow.draft_revision }
  })
}

/**
 * Before anything is held: a translator takes its time. What it says is of the very draft that is published, which its
 * revision tells; null where there is nothing to translate, or the draft will be refused.
 */
async function translateDraft(
  { db, translator }: FlowWriter,
  { workspaceId }: FlowChange,
  flowId: string,
  revision: number,
): Promise<Translated | null> {
  const flow = await db
    .selectFrom("flow")
    .select(["id", "draft_revision", "archived_at"])
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", flowId)
    .executeTakeFirst()
  if (!flow || flow.archived_at || flow.draft_revision !== revision) return null
  const content = (await findDraft(db, workspaceId, flow))?.content
  if (!content?.automaticLanguages?.length) return null
  if (faultsOf(content)) return null
  return translateMissing(content, translator ?? null)
}
