import type { ApiKey, KeyKind, MadeKey, NewKey } from "@holdfast/protocol/dashboard"
import type { Kysely } from "kysely"
import type { Db } from "../db/database.ts"
import { lockedTransaction } from "../db/locked-transaction.ts"
import type { Tables } from "../db/schema.ts"
import { type Actor, recordAudit } from "./audit/record-audit.ts"
import { findKey } from "./list-keys.ts"
import { type KeyMaker, makeKey } from "./make-key.ts"
import type { Secret } from "./secret.ts"

/** Who changes keys, of which workspace, and when. */
export interface KeysChange {
  workspaceId: string
  /** Keys of other kinds do not exist for them. */
  kinds: readonly KeyKind[]
  actor: Actor
  now: Date
}

/** Why a key was left as it is: `over`: it has ended; `ending`: another has taken its place already. */
export type KeyRefusal = "not_found" | "over" | "ending" | "too_many"

/** Changes of a workspace's keys wait for each other, so that their number is what was counted. */
export const changingKeys = <T>(db: Kysely<Tables>, workspaceId: string, work: (trx: Db) => Promise<T>) =>
  lockedTransaction(db, `keys ${workspaceId}`, work)

/** How many keys of a kind are accepted: those without an end, and those that are being replaced. */
export async function countKeys(
  db: Db,
  { workspaceId, now }: Pick<KeysChange, "workspaceId" | "now">,
  kind: KeyKind,
): Promise<{ active: number; ending: number }> {
  const { active, ending } = await db
    .selectFrom("api_key")
    .select((eb) => [
      eb.fn.countAll<string>().filterWhere("expires_at", "is", null).as("active"),
      eb.fn.countAll<string>().filterWhere("expires_at", ">", now).as("ending"),
    ])
    .where("workspace_id", "=", workspaceId)
    .where("kind", "=", kind)
    .where("revoked_at", "is", null)
    .executeTakeFirstOrThrow()
  return { active: Number(active), ending: Number(ending) }
}

/** A key that is accepted now. */
export async function findValid(db: Db, change: KeysChange, id: string): Promise<ApiKey | KeyRefusal> {
  const key = await findKey(db, change.workspaceId, change.kinds, id, change.now)
  if (!key) return "not_found"
  return key.state === "active" || key.state === "ending" ? key : "over"
}

/** The secret is in this answer and never again. */
export async function insertKey(
  db: Db,
  secret: Secret,
  change: KeysChange,
  { kind, name }: NewKey,
): Promise<MadeKey> {
  const { workspaceId, kinds, actor, now } = change
  const maker: KeyMaker =
    actor.kind === "person"
      ? { creator_kind: "person", creator_id: actor.id }
      : { creator_kind: "command", creator_id: null }
  const { text, row } = makeKey(secret, workspaceId, { kind, name, maker, now })
  await db.insertInto("api_key").values(row).execute()
  const key = await findKey(db, workspaceId, kinds, row.id, now)
  if (!key) throw new Error("A key that was just made is gone")
  return { key, secret: text }
}

export const updateKey = (
  db: Db,
  { workspaceId }: KeysChange,
  id: string,
  change: { name: string } | { expires_at: Date } | { revoked_at: Date },
) =>
  db.updateTable("api_key").set(change).where("workspace_id", "=", workspaceId).where("id", "=", id).execute()

/** in the transaction of the change. */
export const writeKeyAudit = (
  db: Db,
  { workspaceId, actor, now }: KeysChange,
  action: "key.created" | "key.renamed" | "key.rotated" | "key.revoked",
  { id, name, kind, hint }: ApiKey,
  detail: Record<string, string> = {},
) =>
  recordAudit(db, {
    workspaceId,
    actor,
    action,
    target: { kind: "key", id, name },
    detail: { kind, hint, ...detail },
    at: now,
  })
