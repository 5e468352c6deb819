import { createHash, randomInt } from "node:crypto"
import type { Db } from "../db/database.ts"
import { newId } from "../db/new-id.ts"
import type { ApiKeyRow, KeyKind } from "../db/schema.ts"
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
}

const prefixes: Record<KeyKind, string> = {
  flow: "flow_",
  "data-live": "live_data_",
  "data-test": "test_data_",
}
const alphanumerics = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

const hashOf = (key: string) => createHash("sha256").update(key).digest()

function generateKey(kind: KeyKind): string {
  const random = Array.from({ length: 32 }, () => alphanumerics[randomInt(alphanumerics.length)])
  return prefixes[kind] + random.join("")
}

/**
 * Rejects when the stored flow keys were encrypted under another secret: new ones beside them would leave the
 * workspace with keys that this installation cannot read.
 */
export async function assertSecretFits(db: Db, secret: Secret): Promise<void> {
  const sealed = await db
    .selectFrom("api_key")
    .select("sealed")
    .distinctOn("workspace_id")
    .where("sealed", "is not", null)
    .orderBy("workspace_id")
    .execute()
  for (const row of sealed) if (row.sealed) secret.unseal(row.sealed)
}

/** Adds a set of keys; the sets there are stay valid, so that keys can be rotated. */
export async function createKeySet(
  db: Db,
  secret: Secret,
  workspace: { id: string; appId: string },
  name: string,
): Promise<KeySet> {
  const createdAt = new Date()
  const keys = {
    flow: generateKey("flow"),
    "data-live": generateKey("data-live"),
    "data-test": generateKey("data-test"),
  }
  const row = (kind: KeyKind): ApiKeyRow => ({
    workspace_id: workspace.id,
    id: newId(createdAt),
    kind,
    name,
    hint: keys[kind].slice(0, prefixes[kind].length + 4),
    hash: kind === "flow" ? null : hashOf(keys[kind]),
    sealed: kind === "flow" ? secret.seal(keys[kind]) : null,
    created_at: createdAt,
    revoked_at: null,
  })
  await db
    .insertInto("api_key")
    .values([row("flow"), row("data-live"), row("data-test")])
    .execute()
  return {
    appId: workspace.appId,
    flowKey: keys.flow,
    dataKeyLive: keys["data-live"],
    dataKeyTest: keys["data-test"],
  }
}

/** Every flow key that is valid now. */
export async function listFlowKeys(db: Db, secret: Secret, workspaceId: string): Promise<string[]> {
  const rows = await db
    .selectFrom("api_key")
    .select("sealed")
    .where("workspace_id", "=", workspaceId)
    .where("kind", "=", "flow")
    .where("revoked_at", "is", null)
    .orderBy("created_at", "desc")
    .execute()
  return rows.flatMap((row) => (row.sealed ? [secret.unseal(row.sealed)] : []))
}

export type DataMode = "live" | "test"

/** Which data a key reads; null for a key that this workspace does not have. Looked up by its hash. */
export async function findDataKey(db: Db, workspaceId: string, key: string): Promise<DataMode | null> {
  const row = await db
    .selectFrom("api_key")
    .select("kind")
    .where("workspace_id", "=", workspaceId)
    .where("hash", "=", hashOf(key))
    .where("revoked_at", "is", null)
    .executeTakeFirst()
  if (!row) return null
  return row.kind === "data-test" ? "test" : "live"
}
