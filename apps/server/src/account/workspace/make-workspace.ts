import type { Db } from "../../db/database.ts"
import { newId } from "../../db/new-id.ts"
import { installFlows } from "../../flow/install-flows.ts"
import { starterFlows } from "../../flow/starter-flow.ts"
import { type Actor, recordAudit } from "../audit/record-audit.ts"
import { addMember } from "../people.ts"
import { createWorkspace, newWorkspace } from "../workspaces.ts"

export interface NewWorkspace {
  /** On one line. */
  name: string
  owner: { id: string; email: string }
  actor: Actor
}

/**
 * Makes a workspace with its owner and the starter flow, as a first start does, but without keys: who makes one sees it
 * once, so each is made where it is copied from. To be called in a transaction.
 */
export async function makeWorkspace(
  trx: Db,
  { name, owner, actor }: NewWorkspace,
  now: Date,
): Promise<{ id: string; appId: string; name: string }> {
  const workspace = newWorkspace(name, now)
  await installFlows(trx, workspace.id, starterFlows({ flow: newId(now), blueprint: newId(now) }, now), now)
  await addMember(trx, workspace.id, owner.id, "owner", now)
  await createWorkspace(trx, workspace, now)
  await recordAudit(trx, {
    workspaceId: workspace.id,
    actor,
    action: "workspace.created",
    target: { kind: "person", id: owner.id, name: owner.email },
    detail: { name },
    at: now,
  })
  return workspace
}
