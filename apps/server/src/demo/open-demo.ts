import { randomBytes } from "node:crypto"
import type { Kysely } from "kysely"
import type { Directory } from "../account/directory.ts"
import type { KeySet } from "../account/keys.ts"
import type { Secret } from "../account/secret.ts"
import { changeConnection } from "../billing/connection/change-connection.ts"
import { checkStripeKey } from "../billing/connection/check-stripe-key.ts"
import { eventsAddress } from "../billing/connection/events-address.ts"
import { findConnection } from "../billing/connection/stored-connection.ts"
import type { Config } from "../config.ts"
import type { Db } from "../db/database.ts"
import type { Tables } from "../db/schema.ts"
import { readFirstKeys } from "../first-run.ts"
import { type DemoBilling, type DemoConnection, startDemoBilling } from "./demo-billing.ts"

interface DemoServices {
  config: Config
  directory: Pick<Directory, "find">
  db: Kysely<Tables>
  secret: Secret
  now: () => Date
}

export interface Demo {
  /** The keys of the demo workspace. */
  keys: KeySet
  billing: DemoBilling
  /** null where somebody has disconnected the demo's account, or connected one of their own. */
  connection: DemoConnection | null
}

/** What the keys of the demo's account begin with: no key of Stripe's does. */
const keyStart = "rk_live_standin"
const mode = "live"

/**
 * Opens the demo's shop account, and connects the demo workspace to it where it is connected to nothing: what customers of the shop
 * decide is carried out there. null outside the demo, and where its workspace is gone.
 */
export async function openDemo({ config, directory, db, secret, now }: DemoServices): Promise<Demo | null> {
  const keys = config.demo ? readFirstKeys(config) : null
  const found = keys && (await directory.find(keys.appId))
  if (!keys || !found) return null
  const { workspace } = found
  const eventsUrl = eventsAddress(ownAddress(config), keys.appId)
  const stored = await storedSecrets(db, secret, workspace.id)
  const connection = stored === "others" ? null : { ...(stored ?? newSecrets()), eventsUrl }
  const billing = await startDemoBilling(now, connection)
  if (connection && stored === null) {
    const changer = { db, secret, checkKey: checkStripeKey(billing.url) }
    const actor = { kind: "command", name: "holdfast start" } as const
    const { key, webhookSecret } = connection
    const change = { workspaceId: workspace.id, mode, actor, now: now() } as const
    await changeConnection(changer, change, { key, webhookSecret })
  }
  return { keys, billing, connection }
}

const newSecrets = () => ({
  key: `${keyStart}${randomBytes(24).toString("hex")}`,
  webhookSecret: `whsec_${randomBytes(24).toString("hex")}`,
})

/** Where this very server is reached from this machine. */
function ownAddress({ host, port }: Config): string {
  const reached = host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host
  return `http://${reached.includes(":") ? `[${reached}]` : reached}:${port}`
}

/** The secrets of the connection as it is; null where there was never one, "others" where it is not the demo's to make. */
async function storedSecrets(
  db: Db,
  secret: Secret,
  workspaceId: string,
): Promise<Omit<DemoConnection, "eventsUrl"> | "others" | null> {
  const row = await findConnection(db, workspaceId, mode)
  if (!row) return (await wasDisconnected(db, workspaceId)) ? "others" : null
  const key = secret.unseal(row.sealed_key, "A billing key")
  if (!key.startsWith(keyStart) || row.sealed_webhook_secret === null) return "others"
  return { key, webhookSecret: secret.unseal(row.sealed_webhook_secret, "A signing secret of the billing") }
}

async function wasDisconnected(db: Db, workspaceId: string): Promise<boolean> {
  const entry = await db
    .selectFrom("audit_entry")
    .select("id")
    .where("workspace_id", "=", workspaceId)
    .where("action", "=", "billing.disconnected")
    .limit(1)
    .executeTakeFirst()
  return entry !== undefined
}
