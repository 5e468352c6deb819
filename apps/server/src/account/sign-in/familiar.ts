import type { Db } from "../../db/database.ts"
import type { Secret } from "../secret.ts"
import { addressKey } from "./address-key.ts"
import { keyedHash } from "./keyed-hash.ts"

/** How long a place stays familiar after the last time somebody signed in there. */
export const familiarMs = 180 * 24 * 3600 * 1000

/** Where somebody tries to sign in. */
export interface Whereabouts {
  /** Of the network. */
  address: string
  /** The random value of the browser's own cookie; null for one that has none. */
  device: string | null
}

const keysOf = (secret: Secret, { address, device }: Whereabouts) => ({
  address: keyedHash(secret, "address", addressKey(address)),
  device: device === null ? null : keyedHash(secret, "device", device),
})

/** In which ways a place is one that the person with this email has signed in from. */
export async function findFamiliar(
  db: Db,
  secret: Secret,
  email: string,
  where: Whereabouts,
  now: Date,
): Promise<{ isDevice: boolean; isAddress: boolean }> {
  const keys = keysOf(secret, where)
  const rows = await db
    .selectFrom("auth.user as person")
    .innerJoin("auth.familiar as familiar", "familiar.user_id", "person.id")
    .select(["familiar.kind", "familiar.key"])
    .where("person.email", "=", email)
    .where("familiar.last_used_at", ">", new Date(now.getTime() - familiarMs))
    .where("familiar.key", "in", keys.device ? [keys.address, keys.device] : [keys.address])
    .execute()
  return {
    isDevice: rows.some(({ kind }) => kind === "device"),
    isAddress: rows.some(({ kind }) => kind === "address"),
  }
}

/** From now on this is a place of theirs. */
export async function rememberPlace(
  db: Db,
  secret: Secret,
  userId: string,
  where: Whereabouts,
  now: Date,
): Promise<void> {
  const { address, device } = keysOf(secret, where)
  const row = (kind: "address" | "device", key: Buffer) => ({ user_id: userId, kind, key, last_used_at: now })
  await db
    .insertInto("auth.familiar")
    .values([row("address", address), ...(device ? [row("device", device)] : [])])
    .onConflict((conflict) => conflict.columns(["user_id", "kind", "key"]).doUpdateSet({ last_used_at: now }))
    .execute()
}
