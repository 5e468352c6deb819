import type { Db } from "../../db/database.ts"
import type { FlowChange } from "../edit/flow-change.ts"
import type { StoredTest } from "./test-at.ts"

/** The segment has one flow again: the variant's is archived, with the versions that sessions ran. */
export async function setTestAside(
  trx: Db,
  { workspaceId, now }: FlowChange,
  test: StoredTest,
): Promise<void> {
  await trx
    .updateTable("flow")
    .set({ archived_at: now })
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", test.variant_flow_id)
    .execute()
  await trx
    .updateTable("flow")
    .set({ arm: null })
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", test.control_flow_id)
    .execute()
}
