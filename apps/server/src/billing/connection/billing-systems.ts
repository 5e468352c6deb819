import type { Mode } from "@holdfast/protocol"
import { actionsWithout, type BillingSettings } from "@holdfast/protocol/dashboard"
import type { Secret } from "../../account/secret.ts"
import type { Db } from "../../db/database.ts"
import { rememberByWorkspace } from "../../db/remember-by-workspace.ts"
import type { BillingSystem } from "../billing-system.ts"
import {
  isOldSecretValid,
  type StoredConnection,
  settingsOf,
  storedConnections,
} from "./stored-connection.ts"

/** What it takes to speak with the billing system of a workspace. */
export interface ConnectedAccount {
  key: string
  /** Another address than the billing system's own; null for its own. */
  apiBase: string | null
  settings: BillingSettings
  /** Each of them may have signed a delivery: two while one takes the place of the other. */
  webhookSecrets: readonly string[]
  now: () => Date
}

export type OpenSystem = (account: ConnectedAccount) => BillingSystem

export interface BillingSystems {
  /** The billing system that a workspace has connected in a mode; null where it has none. */
  systemOf(workspaceId: string, mode: Mode): Promise<BillingSystem | null>
  /** What is remembered of a workspace no longer holds; other servers learn of it within 5 seconds. */
  forget(workspaceId: string): void
}

interface Options {
  db: Db
  secret: Secret
  apiBase: string | null
  open: OpenSystem
  now: () => Date
}

type Opened = Map<Mode, { version: string; system: BillingSystem }>

/**
 * The connected billing systems. What a workspace has connected is remembered for seconds, since every flow that opens asks.
 * A system stays the same object, with its connections, until it is changed.
 */
export function createBillingSystems({ db, secret, apiBase, open, now }: Options): BillingSystems {
  const before = new Map<string, Opened>()

  const read = async (workspaceId: string): Promise<Opened> => {
    const rows = await storedConnections(db, workspaceId).execute()
    const known = before.get(workspaceId)
    const opened: Opened = new Map(
      rows.map((row) => {
        const version = versionOf(row, now())
        const same = known?.get(row.mode)
        const kept = same?.version === version ? same : { version, system: openOne(row) }
        return [row.mode, kept]
      }),
    )
    if (opened.size > 0) before.set(workspaceId, opened)
    else before.delete(workspaceId)
    return opened
  }

  const openOne = (row: StoredConnection): BillingSystem => {
    const secrets = [row.sealed_webhook_secret, isOldSecretValid(row, now()) && row.sealed_old_webhook_secret]
    const system = open({
      key: secret.unseal(row.sealed_key, "A billing key"),
      apiBase,
      settings: settingsOf(row),
      webhookSecrets: secrets.flatMap((sealed) =>
        sealed ? [secret.unseal(sealed, "A signing secret of the billing")] : [],
      ),
      now,
    })
    return limited(system, row)
  }

  const remembered = rememberByWorkspace(read)

  return {
    async systemOf(workspaceId, mode) {
      return (await remembered.of(workspaceId)).get(mode)?.system ?? null
    },
    forget: remembered.forget,
  }
}

const versionOf = (row: StoredConnection, now: Date): string =>
  JSON.stringify([row.connected_at, row.revision, row.missing, isOldSecretValid(row, now)])

/** What its key may not do, a system cannot carry out. */
function limited(
  system: BillingSystem,
  { missing, page_actions: pageActions }: StoredConnection,
): BillingSystem {
  const impossible = actionsWithout(missing)
  const can = new Set([...system.capabilities()].filter((action) => !impossible.has(action)))
  return { ...system, capabilities: () => can, missing, pageActions }
}
