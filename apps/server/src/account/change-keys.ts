import {
  type ApiKey,
  type MadeKey,
  mostKeysOfKind,
  type NewKey,
  type RevokedKey,
  type RotatedKey,
} from "@holdfast/protocol/dashboard"
import type { Kysely } from "kysely"
import type { Tables } from "../db/schema.ts"
import {
  changingKeys,
  countKeys,
  findValid,
  insertKey,
  type KeyRefusal,
  type KeysChange,
  updateKey,
  writeKeyAudit,
} from "./key-change.ts"
import type { Secret } from "./secret.ts"

/** A new key. The secret is in this answer and never again. */
export function createKey(
  db: Kysely<Tables>,
  secret: Secret,
  change: KeysChange,
  { kind, name }: NewKey,
): Promise<MadeKey | KeyRefusal> {
  return changingKeys(db, change.workspaceId, async (trx) => {
    if ((await countKeys(trx, change, kind)).active >= mostKeysOfKind) return "too_many"
    const made = await insertKey(trx, secret, change, { kind, name })
    await writeKeyAudit(trx, change, "key.created", made.key)
    return made
  })
}

export function renameKey(
  db: Kysely<Tables>,
  change: KeysChange,
  id: string,
  name: string,
): Promise<ApiKey | KeyRefusal> {
  return changingKeys(db, change.workspaceId, async (trx) => {
    const key = await findValid(trx, change, id)
    if (typeof key === "string") return key
    if (key.name === name) return key
    await updateKey(trx, change, id, { name })
    const renamed = { ...key, name }
    await writeKeyAudit(trx, change, "key.renamed", renamed, { before: key.name, after: name })
    return renamed
  })
}

/** A new key of the same kind and name; the old one is accepted for `overlapMs` more, and then stops by itself. */
export function rotateKey(
  db: Kysely<Tables>,
  secret: Secret,
  change: KeysChange,
  id: string,
  overlapMs: number,
): Promise<RotatedKey | KeyRefusal> {
  return changingKeys(db, change.workspaceId, async (trx) => {
    const old = await findValid(trx, change, id)
    if (typeof old === "string") return old
    if (old.state === "ending") return "ending"
    const { ending } = await countKeys(trx, change, old.kind)
    if (overlapMs > 0 && ending >= mostKeysOfKind) return "too_many"
    const until = new Date(change.now.getTime() + overlapMs)
    await updateKey(trx, change, id, { expires_at: until })
    const made = await insertKey(trx, secret, change, old)
    const endsAt = until.toISOString()
    await writeKeyAudit(trx, change, "key.rotated", old, { newKeyId: made.key.id, oldKeyEndsAt: endsAt })
    return { ...made, replaced: { ...old, state: overlapMs > 0 ? "ending" : "replaced", endsAt } }
  })
}

/** From now on it is not accepted. */
export function revokeKey(
  db: Kysely<Tables>,
  change: KeysChange,
  id: string,
): Promise<RevokedKey | KeyRefusal> {
  return changingKeys(db, change.workspaceId, async (trx) => {
    const key = await findValid(trx, change, id)
    if (typeof key === "string") return key
    await updateKey(trx, change, id, { revoked_at: change.now })
    await writeKeyAudit(trx, change, "key.revoked", key)
    const { active, ending } = await countKeys(trx, change, key.kind)
    return { key: { ...key, state: "revoked", endsAt: change.now.toISOString() }, left: active + ending }
  })
}
