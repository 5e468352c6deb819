import type { Db } from "../../db/database.ts"

/** The session of a client's key, if it is this customer's. */
export async function findSessionId(
  db: Db,
  workspaceId: string,
  customerId: string,
  clientKey: string,
): Promise<string | null> {
  const row = await db
    .selectFrom("session")
    .select("id")
    .where("workspace_id", "=", workspaceId)
    .where("client_key", "=", clientKey)
    .where("customer_id", "=", customerId)
    .executeTakeFirst()
  return row?.id ?? null
}
