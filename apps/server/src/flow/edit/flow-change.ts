import type { BlueprintContent, BlueprintFault } from "@holdfast/protocol/flow"
import type { Kysely, Selectable } from "kysely"
import type { Actor } from "../../account/audit/record-audit.ts"
import type { Db } from "../../db/database.ts"
import type { FlowRow, Tables } from "../../db/schema.ts"
import type { Translator } from "../translate/translator.ts"

/** What every change of a flow needs. */
export interface FlowWriter {
  db: Kysely<Tables>
  /** Tells whoever has the flow's editor open, on every server; called after the commit. */
  announce: AnnounceFlow
  /** Says in other languages what is missing when a flow is published; null where no server for it is configured. */
  translator?: Translator | null
  /** What its offers name and the connected billing does not know; left out where no billing can be asked. */
  offerFaults?: (workspaceId: string, content: BlueprintContent) => Promise<BlueprintFault[]>
}

export type AnnounceFlow = (workspaceId: string, flowId: string) => void

/** Who changes flows, of which workspace, and when. */
export interface FlowChange {
  workspaceId: string
  actor: Actor
  now: Date
}

/** Why nothing was changed. */
export type FlowRefusal<Kind extends string> = { kind: Kind }

/** The id of a person; keys, commands and jobs are told by the audit log. */
export const personIdOf = ({ actor }: FlowChange): string | null =>
  actor.kind === "person" ? actor.id : null

export type LockedFlow = Pick<
  Selectable<FlowRow>,
  "id" | "name" | "segment_id" | "arm" | "archived_at" | "draft_revision"
>

/** Holds a flow's row until the end of the transaction, and answers it as it is then. */
export const lockFlow = (trx: Db, workspaceId: string, flowId: string): Promise<LockedFlow | undefined> =>
  trx
    .selectFrom("flow")
    .select(["id", "name", "segment_id", "arm", "archived_at", "draft_revision"])
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", flowId)
    .forUpdate()
    .executeTakeFirst()

/**
 * A transaction in which a flow is changed, with the flow as it is then: changes of one flow wait for each other. Where the
 * result's kind is `announced`, others are told after the commit.
 */
export async function changingFlow<T extends { kind: string }>(
  { db, announce }: FlowWriter,
  { workspaceId }: FlowChange,
  flowId: string,
  announced: T["kind"],
  work: (trx: Db, flow: LockedFlow) => Promise<T>,
): Promise<T | FlowRefusal<"flow_not_found">> {
  const result = await db.transaction().execute(async (trx) => {
    const flow = await lockFlow(trx, workspaceId, flowId)
    return flow ? work(trx, flow) : ({ kind: "flow_not_found" } as const)
  })
  if (result.kind === announced) announce(workspaceId, flowId)
  return result
}

/** Raises the revision of a flow's draft, in the transaction that changes it. Answers the new one. */
export async function raiseRevision(trx: Db, change: FlowChange, flow: LockedFlow): Promise<number> {
  const revision = flow.draft_revision + 1
  await trx
    .updateTable("flow")
    .set({ draft_revision: revision, draft_changed_by: personIdOf(change) })
    .where("workspace_id", "=", change.workspaceId)
    .where("id", "=", flow.id)
    .execute()
  return revision
}
