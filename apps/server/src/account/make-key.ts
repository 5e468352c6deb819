import { createHash, randomInt } from "node:crypto"
import type { KeyKind } from "@holdfast/protocol/dashboard"
import { newId } from "../db/new-id.ts"
import type { ApiKeyRow } from "../db/schema.ts"
import type { Secret } from "./secret.ts"

const prefixes: Record<KeyKind, string> = {
  flow: "flow_",
  "data-live": "live_data_",
  "data-test": "test_data_",
  config: "config_",
}
const alphanumerics = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

export const hashOfKey = (text: string) => createHash("sha256").update(text).digest()

/** Whoever makes a key. */
export type KeyMaker = Pick<ApiKeyRow, "creator_kind" | "creator_id">

/** A new key: what its owner sees once (190 random bits), and what is kept of it. */
export function makeKey(
  secret: Secret,
  workspaceId: string,
  { kind, name, maker, now }: { kind: KeyKind; name: string; maker: KeyMaker; now: Date },
): { text: string; row: ApiKeyRow } {
  const random = Array.from({ length: 32 }, () => alphanumerics[randomInt(alphanumerics.length)])
  const text = prefixes[kind] + random.join("")
  const row = {
    workspace_id: workspaceId,
    id: newId(now),
    kind,
    name,
    hint: text.slice(0, prefixes[kind].length + 4),
    hash: kind === "flow" ? null : hashOfKey(text),
    sealed: kind === "flow" ? secret.seal(text) : null,
    created_at: now,
    ...maker,
    last_used_at: null,
    expires_at: null,
    revoked_at: null,
  }
  return { text, row }
}
