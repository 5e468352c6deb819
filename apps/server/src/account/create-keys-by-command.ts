import { type KeyKind, keyKinds, mostKeysOfKind } from "@holdfast/protocol/dashboard"
import type { Kysely } from "kysely"
import type { Tables } from "../db/schema.ts"
import { changingKeys, countKeys, insertKey, type KeysChange, writeKeyAudit } from "./key-change.ts"
import type { KeySet } from "./keys.ts"
import type { Secret } from "./secret.ts"

/** A key of each kind, made on the command line; those that are there stay valid. All of them or, at the limit, none. */
export function createKeysByCommand(
  db: Kysely<Tables>,
  secret: Secret,
  workspace: { id: string; appId: string },
  now: Date,
): Promise<KeySet | "too_many"> {
  const change: KeysChange = {
    workspaceId: workspace.id,
    kinds: keyKinds,
    actor: { kind: "command", name: "keys create" },
    now,
  }
  return changingKeys(db, workspace.id, async (trx) => {
    for (const kind of keyKinds) {
      if ((await countKeys(trx, change, kind)).active >= mostKeysOfKind) return "too_many"
    }
    const make = async (kind: KeyKind) => {
      const { key, secret: text } = await insertKey(trx, secret, change, {
        kind,
        name: "Made on the command line",
      })
      await writeKeyAudit(trx, change, "key.created", key)
      return text
    }
    return {
      appId: workspace.appId,
      flowKey: await make("flow"),
      dataKeyLive: await make("data-live"),
      dataKeyTest: await make("data-test"),
      configKey: await make("config"),
    }
  })
}
