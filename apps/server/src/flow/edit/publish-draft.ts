import type { MadePublication } from "@holdfast/protocol/dashboard"
import { type BlueprintFault, countDifferences } from "@holdfast/protocol/flow"
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
  const { translated: found, unknown } = await prepareDraft(writer, change, flowId, revision)
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
    if (unknown.length > 0) return { kind: "has_faults", faults: unknown }
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

/** What was found out of a draft before anything was held. */
interface Prepared {
  /** null where there is nothing to translate, or the draft will be refused. */
  translated: Translated | null
  /** What its offers name and the billing does not know. */
  unknown: BlueprintFault[]
}

const nothing: Prepared = { translated: null, unknown: [] }

/**
 * Before anything is held: a translator and a billing system take their time. What they say is of the very draft that is
 * published, which its revision tells.
 */
async function prepareDraft(
  { db, translator, offerFaults }: FlowWriter,
  { workspaceId }: FlowChange,
  flowId: string,
  revision: number,
): Promise<Prepared> {
  const flow = await db
    .selectFrom("flow")
    .select(["id", "draft_revision", "archived_at"])
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", flowId)
    .executeTakeFirst()
  if (!flow || flow.archived_at || flow.draft_revision !== revision) return nothing
  const content = (await findDraft(db, workspaceId, flow))?.content
  if (!content || faultsOf(content)) return nothing
  const unknown = (await offerFaults?.(workspaceId, content)) ?? []
  if (unknown.length > 0 || !content.automaticLanguages?.length) return { translated: null, unknown }
  return { translated: await translateMissing(content, translator ?? null), unknown }
}
