import type { KeyKind } from "@holdfast/protocol/dashboard"
import type { Db } from "../db/database.ts"
import type { FlowKey } from "./flow-token.ts"
import { hashOfKey, type KeyMaker, makeKey } from "./make-key.ts"
import type { Secret } from "./secret.ts"

/** A set of keys as its owner sees it, once. */
export interface KeySet {
  appId: string
  /** Signs customers and flow tokens on the merchant's server. */
  flowKey: string
  /** Reads live sessions through the Data API. */
  dataKeyLive: string
  /** Reads test sessions; its prefix says so. */
  dataKeyTest: string
  /** Reads and writes flows; its holder sees no session. */
  configKey: string
}

/**
 * Rejects when the stored flow keys or billing keys were encrypted under another secret: new ones beside them would leave
 * the workspace with keys that this installation cannot read.
 */
export async function assertSecretFits(db: Db, secret: Secret): Promise<void> {
  const sealed = await db
    .selectFrom("api_key")
    .select("sealed")
    .distinctOn("workspace_id")
    .where("sealed", "is not", null)
    .orderBy("workspace_id")
    .execute()
  for (const row of sealed) if (row.sealed) secret.unseal(row.sealed, "A flow key")
  const connections = await db
    .selectFrom("billing_connection")
    .select("sealed_key")
    .orderBy("workspace_id")
    .execute()
  for (const { sealed_key } of connections) secret.unseal(sealed_key, "A billing key")
}

/** The keys that come along with a new workspace, one of each kind. */
export async function createKeySet(
  db: Db,
  secret: Secret,
  workspace: { id: string; appId: string },
  name: string,
): Promise<KeySet> {
  const maker: KeyMaker = { creator_kind: "start", creator_id: null }
  const common = { name, maker, now: new Date() }
  const flow = makeKey(secret, workspace.id, { kind: "flow", ...common })
  const live = makeKey(secret, workspace.id, { kind: "data-live", ...common })
  const test = makeKey(secret, workspace.id, { kind: "data-test", ...common })
  const config = makeKey(secret, workspace.id, { kind: "config", ...common })
  await db.insertInto("api_key").values([flow.row, live.row, test.row, config.row]).execute()
  return {
    appId: workspace.appId,
    flowKey: flow.text,
    dataKeyLive: live.text,
    dataKeyTest: test.text,
    configKey: config.text,
  }
}

/** Every flow key that is valid now, with the moment when it ends if that is known. */
export async function listFlowKeys(
  db: Db,
  secret: Secret,
  workspaceId: string,
  now: Date,
): Promise<FlowKey[]> {
  const rows = await db
    .selectFrom("api_key")
    .select(["id", "sealed", "expires_at"])
    .where("workspace_id", "=", workspaceId)
    .where("kind", "=", "flow")
    .where("revoked_at", "is", null)
    .where((eb) => eb.or([eb("expires_at", "is", null), eb("expires_at", ">", now)]))
    .orderBy("created_at", "desc")
    .execute()
  return rows.flatMap(({ id, sealed, expires_at }) =>
    sealed ? [{ id, text: secret.unseal(sealed, "A flow key"), expiresAt: expires_at }] : [],
  )
}

/** The kinds of key that a program sends with each call, and that are kept as hashes. */
export type ProgramKeyKind = Exclude<KeyKind, "flow">

/** What a program's key is for; null for a key that this workspace does not have, or no longer. Looked up by its hash. */
export async function findProgramKey(
  db: Db,
  workspaceId: string,
  text: string,
  now: Date,
): Promise<{ id: string; name: string; kind: ProgramKeyKind } | null> {
  const row = await db
    .selectFrom("api_key")
    .select(["id", "name", "kind"])
    .where("workspace_id", "=", workspaceId)
    .where("hash", "=", hashOfKey(text))
    .where("revoked_at", "is", null)
    .where((eb) => eb.or([eb("expires_at", "is", null), eb("expires_at", ">", now)]))
    .executeTakeFirst()
  // a flow key has no hash
  return row && row.kind !== "flow" ? { id: row.id, name: row.name, kind: row.kind } : null
}
