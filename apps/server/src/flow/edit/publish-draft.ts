import type { MadePublication } from "@holdfast/protocol/dashboard"
import { type BlueprintFault, countDifferences, publishFaults } from "@holdfast/protocol/flow"
import { recordAudit } from "../../account/audit/record-audit.ts"
import { newId } from "../../db/new-id.ts"
import { shapeFaultOf } from "../check-content.ts"
import { type Translated, translateMissing } from "../translate/translate-missing.ts"
import { writeBlueprints } from "../write-blueprints.ts"
import { findDraft, findLive, whyNotChanged } from "./find-draft.ts"
import { changingFlow, type FlowChange, type FlowWriter, personIdOf } from "./flow-change.ts"
import { removeDraft } from "./write-draft.ts"

type Published =
  | ({ kind: "published" } & MadePublication)
  | { kind: "nothing_to_publish" }
  | { kind: "has_faults"; faults: BlueprintFault[] }
  | NonNullable<Awaited<ReturnType<typeof whyNotChanged>>>

/**
 * The draft becomes a version that never changes, which new customers see from now on; whoever is in the middle of the flow
 * stays on theirs. Two who publish the same revision at once make one version of it.
 * @param revision the one that the person has seen
 * @param note why, for the history and the audit log
 */
export async function publishDraft(
  writer: FlowWriter,
  change: FlowChange,
  flowId: string,
  { revision, note }: { revision: number; note: string | null },
): Promise<Published> {
  const found = await translateDraft(writer, change, flowId, revision)
  return changingFlow<Published>(writer, change, flowId, "published", async (trx, flow) => {
    const { workspaceId, actor, now } = change
    const refusal = await whyNotChanged(trx, change, flow, revision)
    if (refusal) return refusal
    const draft = await findDraft(trx, workspaceId, flow)
    if (!draft) return { kind: "flow_not_found" }
    const content = found?.content ?? draft.content
    const live = await findLive(trx, workspaceId, flowId)
    const differences = live && countDifferences(live.content, content)
    if (differences === 0) return { kind: "nothing_to_publish" }
    // one that was saved before the shape changed
    const misshapen = shapeFaultOf(content)
    if (misshapen !== null)
      return { kind: "has_faults", faults: [{ path: "", guid: null, fault: misshapen }] }
    const faults = publishFaults(content)
    if (faults.length > 0) return { kind: "has_faults", faults }
    const translated = found?.languages ?? []
    const made = { id: newId(now), flowId, name: flow.name, version: (live?.version ?? 0) + 1 }
    await writeBlueprints(trx, workspaceId, [
      { ...made, publishedAt: now.toISOString(), content, publishedBy: personIdOf(change), note, translated },
    ])
    const after = { blueprintId: made.id, version: made.version }
    await recordAudit(trx, {
      workspaceId,
      actor,
      action: "flow.published",
      target: { kind: "flow", id: flowId, name: flow.name },
      detail: {
        before: live && { blueprintId: live.id, version: live.version },
        after,
        ...(differences !== null && { differences }),
        ...(note !== null && { note }),
        ...(translated.length > 0 && { translated }),
      },
      at: now,
    })
    const next = await removeDraft(trx, change, flow)
    return {
      kind: "published",
      ...after,
      publishedAt: now.toISOString(),
      revision: next ?? flow.draft_revision,
      translated,
    }
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
  if (shapeFaultOf(content) !== null || publishFaults(content).length > 0) return null
  return translateMissing(content, translator ?? null)
}
