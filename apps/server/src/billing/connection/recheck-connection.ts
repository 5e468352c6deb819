import type { Kysely } from "kysely"
import type { Secret } from "../../account/secret.ts"
import type { Tables } from "../../db/schema.ts"
import { type ConnectionChange, checkColumns } from "./change-connection.ts"
import type { CheckKey } from "./check-stripe-key.ts"
import { findConnection, type StoredConnection } from "./stored-connection.ts"

/**
 * Asks the billing system anew what the key of a connection may do, and writes down what it says. Where it gives no answer
 * the last one stands, with the reason.
 * @returns the connection as it is now; null where there is none
 */
export async function recheckConnection(
  { db, secret, checkKey }: { db: Kysely<Tables>; secret: Secret; checkKey: CheckKey },
  { workspaceId, mode, now }: Omit<ConnectionChange, "actor">,
): Promise<StoredConnection | null> {
  const before = await findConnection(db, workspaceId, mode)
  if (!before) return null
  const check = await checkKey(secret.unseal(before.sealed_key, "A billing key"))
  const found =
    check.kind === "works" ? checkColumns(check, now) : { check_fault: check.reason, checked_at: now }
  await db
    .updateTable("billing_connection")
    .set(found)
    .where("workspace_id", "=", workspaceId)
    .where("mode", "=", mode)
    // a key that came in its place meanwhile was checked as it came
    .where("revision", "=", before.revision)
    .execute()
  return (await findConnection(db, workspaceId, mode)) ?? null
}
