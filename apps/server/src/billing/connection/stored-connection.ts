import type { Mode } from "@holdfast/protocol"
import type { BillingConnection, BillingSettings } from "@holdfast/protocol/dashboard"
import type { Selectable } from "kysely"
import type { Db } from "../../db/database.ts"
import type { BillingConnectionRow } from "../../db/schema.ts"

export type StoredConnection = Selectable<BillingConnectionRow>

/** What a workspace has connected, in each mode. */
export const storedConnections = (db: Db, workspaceId: string) =>
  db.selectFrom("billing_connection").selectAll().where("workspace_id", "=", workspaceId)

type SettingsColumns = Pick<
  StoredConnection,
  "cancel_at" | "change_plan_at" | "proration" | "pause_meaning" | "pause_invoice_behavior" | "rebate_as"
>

export const settingsOf = (row: SettingsColumns): BillingSettings => ({
  cancelAt: row.cancel_at,
  changePlanAt: row.change_plan_at,
  proration: row.proration,
  pauseMeaning: row.pause_meaning,
  pauseInvoiceBehavior: row.pause_invoice_behavior,
  rebateAs: row.rebate_as,
})

export const settingsColumns = (settings: BillingSettings): SettingsColumns => ({
  cancel_at: settings.cancelAt,
  change_plan_at: settings.changePlanAt,
  proration: settings.proration,
  pause_meaning: settings.pauseMeaning,
  pause_invoice_behavior: settings.pauseInvoiceBehavior,
  rebate_as: settings.rebateAs,
})

/** As people see it: nothing of the secrets but the hint. */
export const toConnection = (row: StoredConnection, now: Date): BillingConnection => ({
  mode: row.mode,
  provider: row.provider,
  keyHint: row.key_hint,
  keyKind: row.key_hint.startsWith("sk_") ? "secret" : "restricted",
  account: row.account_id === null ? null : { id: row.account_id, name: row.account_name },
  connectedAt: row.connected_at.toISOString(),
  checkedAt: row.checked_at.toISOString(),
  fault: row.check_fault,
  missing: row.missing,
  hasWebhookSecret: row.sealed_webhook_secret !== null,
  oldWebhookSecretUntil: isOldSecretValid(row, now)
    ? (row.old_webhook_secret_until?.toISOString() ?? null)
    : null,
  settings: settingsOf(row),
  pageActions: row.page_actions,
})

export const isOldSecretValid = ({ old_webhook_secret_until: until }: StoredConnection, now: Date): boolean =>
  until !== null && until > now

/** In the order of the modes. */
export async function listConnections(db: Db, workspaceId: string, now: Date): Promise<BillingConnection[]> {
  const rows = await storedConnections(db, workspaceId).orderBy("mode").execute()
  return rows.map((row) => toConnection(row, now))
}

export const findConnection = (db: Db, workspaceId: string, mode: Mode) =>
  storedConnections(db, workspaceId).where("mode", "=", mode).executeTakeFirst()
