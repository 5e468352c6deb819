import { isDeepStrictEqual } from "node:util"
import type { Mode } from "@holdfast/protocol"
import {
  type BillingConnectionChange,
  type BillingSettings,
  standardBillingSettings,
} from "@holdfast/protocol/dashboard"
import type { Kysely } from "kysely"
import { type Actor, recordAudit } from "../../account/audit/record-audit.ts"
import type { Secret } from "../../account/secret.ts"
import type { Db } from "../../db/database.ts"
import type { Tables } from "../../db/schema.ts"
import type { CheckKey, KeyCheck } from "./check-stripe-key.ts"
import { keyFault, keyHint, webhookSecretFault } from "./key-fault.ts"
import {
  findConnection,
  type StoredConnection,
  settingsColumns,
  settingsOf,
  storedConnections,
} from "./stored-connection.ts"

/** Whose connection is changed, by whom. */
export interface ConnectionChange {
  workspaceId: string
  mode: Mode
  actor: Actor
  now: Date
}

/** What changing a connection takes. */
export interface ConnectionChanger {
  db: Kysely<Tables>
  secret: Secret
  checkKey: CheckKey
}

type Works = Extract<KeyCheck, { kind: "works" }>

export type ConnectionRefusal = {
  kind: "unusable" | "refused" | "unreachable" | "notConnected"
  reason: string
}

export type ChangedConnection = { kind: "changed"; row: StoredConnection } | ConnectionRefusal

/** Stripe lets its own endpoints keep the secret before for as long at most. */
const oldSecretMs = 24 * 3_600_000

/**
 * Connects a billing system, or changes a connection: a key in the place of another keeps all the rest. A new key is
 * checked first, with nothing of the database in hand, and kept only if the billing system accepts it.
 */
export async function changeConnection(
  { db, secret, checkKey }: ConnectionChanger,
  change: ConnectionChange,
  wanted: BillingConnectionChange,
): Promise<ChangedConnection> {
  const { workspaceId, mode } = change
  const fault = faultOf(wanted, mode)
  if (fault !== null) return { kind: "unusable", reason: fault }
  const isConnected = (await findConnection(db, workspaceId, mode)) !== undefined
  if (wanted.key === undefined && !isConnected) return notConnected(mode)
  const check = wanted.key === undefined ? null : await checkKey(wanted.key)
  if (check && check.kind !== "works") return check
  const newKey = wanted.key !== undefined && check ? keyColumns(secret, wanted.key, check, change.now) : null
  return db.transaction().execute(async (trx) => {
    const before = await locked(trx, workspaceId, mode)
    const base = before ?? (newKey && { ...freshConnection(change), ...newKey })
    if (!base) return notConnected(mode)
    const row = {
      ...base,
      ...newKey,
      ...(wanted.webhookSecret !== undefined &&
        webhookSecretColumns(secret, wanted.webhookSecret, base, change.now)),
      ...settingsColumns({ ...settingsOf(base), ...given(wanted.settings) }),
      page_actions: wanted.pageActions ?? base.page_actions,
      revision: base.revision + 1,
    }
    await writeRow(trx, row)
    await writeAudit(trx, change, before ?? null, row, wanted.webhookSecret !== undefined)
    return { kind: "changed", row }
  })
}

function faultOf({ key, webhookSecret }: BillingConnectionChange, mode: Mode): string | null {
  return (
    (key === undefined ? null : keyFault(key, mode)) ??
    (webhookSecret === undefined ? null : webhookSecretFault(webhookSecret))
  )
}

const notConnected = (mode: Mode): ConnectionRefusal => ({
  kind: "notConnected",
  reason: `Nothing is connected for ${mode}; a key is needed to connect Stripe.`,
})

const given = (settings: Partial<BillingSettings> = {}): Partial<BillingSettings> =>
  Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined))

const locked = (trx: Db, workspaceId: string, mode: Mode) =>
  storedConnections(trx, workspaceId).where("mode", "=", mode).forUpdate().executeTakeFirst()

const freshConnection = ({ workspaceId, mode, now }: ConnectionChange) => ({
  ...{ workspace_id: workspaceId, mode, provider: "stripe" as const, connected_at: now, revision: 0 },
  ...{ sealed_webhook_secret: null, sealed_old_webhook_secret: null, old_webhook_secret_until: null },
  ...settingsColumns(standardBillingSettings),
  page_actions: [],
})

const keyColumns = (secret: Secret, key: string, check: Works, now: Date) => ({
  sealed_key: secret.seal(key),
  key_hint: keyHint(key),
  ...checkColumns(check, now),
})

/** What a check found, as it is kept. One that found no account keeps none: the key may be of another. */
export const checkColumns = ({ account, missing }: Works, now: Date) => ({
  account_id: account?.id ?? null,
  account_name: account?.name ?? null,
  missing,
  check_fault: null,
  checked_at: now,
})

function webhookSecretColumns(
  secret: Secret,
  text: string,
  { sealed_webhook_secret: before }: Pick<StoredConnection, "sealed_webhook_secret">,
  now: Date,
) {
  return {
    sealed_webhook_secret: secret.seal(text),
    sealed_old_webhook_secret: before,
    old_webhook_secret_until: before && new Date(now.getTime() + oldSecretMs),
  }
}

const writeRow = (trx: Db, row: StoredConnection) =>
  trx
    .insertInto("billing_connection")
    .values(row)
    .onConflict((conflict) => conflict.columns(["workspace_id", "mode"]).doUpdateSet(row))
    .execute()

/** The connection as the audit log keeps it: no secret. */
const told = (row: StoredConnection) => ({
  key: row.key_hint,
  account: row.account_id,
  ...settingsOf(row),
  pageActions: row.page_actions,
})

async function writeAudit(
  trx: Db,
  { workspaceId, mode, actor, now }: ConnectionChange,
  before: StoredConnection | null,
  after: StoredConnection,
  hasNewSecret: boolean,
): Promise<void> {
  const [was, is] = [before && told(before), told(after)]
  const names = (Object.keys(is) as (keyof typeof is)[]).filter(
    (name) => !was || !isDeepStrictEqual(was[name], is[name]),
  )
  if (was && names.length === 0 && !hasNewSecret) return
  const pick = (all: typeof is) => Object.fromEntries(names.map((name) => [name, all[name]]))
  await recordAudit(trx, {
    ...{ workspaceId, actor, at: now },
    action: was ? "billing.changed" : "billing.connected",
    target: connectionTarget(after),
    detail: {
      mode,
      ...(was ? { before: pick(was), after: pick(is) } : is),
      ...(hasNewSecret && { webhookSecret: "new" }),
    },
  })
}

const connectionTarget = ({ mode, account_id, account_name }: StoredConnection) => ({
  kind: "billing",
  id: account_id ?? mode,
  name: account_name ?? "Stripe",
})

/** Forgets the key and the secrets. Nothing changes at the billing system. */
export async function disconnectBilling(
  db: Kysely<Tables>,
  { workspaceId, mode, actor, now }: ConnectionChange,
): Promise<"disconnected" | "notConnected"> {
  return db.transaction().execute(async (trx) => {
    const row = await trx
      .deleteFrom("billing_connection")
      .where("workspace_id", "=", workspaceId)
      .where("mode", "=", mode)
      .returningAll()
      .executeTakeFirst()
    if (!row) return "notConnected"
    await recordAudit(trx, {
      ...{ workspaceId, actor, at: now },
      action: "billing.disconnected",
      target: connectionTarget(row),
      detail: { mode, key: row.key_hint, account: row.account_id },
    })
    return "disconnected"
  })
}
