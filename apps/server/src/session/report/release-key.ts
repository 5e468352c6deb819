import { sql } from "kysely"
import type { Db } from "../../db/database.ts"

/** Takes the key from the session that has it, for another one that is about to have it. */
export async function releaseKey(
  trx: Db,
  { workspaceId, clientKey }: { workspaceId: string; clientKey: string | null },
): Promise<void> {
  await trx
    .updateTable("session")
    .set((eb) => ({ client_key: sql<string>`${eb.ref("client_key")} || ':' || id` }))
    .where("workspace_id", "=", workspaceId)
    .where("client_key", "=", clientKey)
    .execute()
}
