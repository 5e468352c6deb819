import type { Mode } from "@holdfast/protocol"
import { sql } from "kysely"
import type { Billing } from "../billing/billing.ts"
import type { RawCustomer } from "../billing/billing-system.ts"
import { within } from "../billing/within.ts"
import type { Db } from "../db/database.ts"
import { webhookBody } from "./queue-webhook.ts"
import type { AskedCustomer, SessionNews } from "./session-news.ts"

/** A delivery that was just made, and rests until the billing was asked for its customer. */
export interface RestingDelivery {
  id: string
  event: string
  mode: Mode
  madeAt: Date
  news: SessionNews
  asked: AskedCustomer
}

/** Where the process dies that asks, a delivery goes as it was made after so long. */
export const restMs = 2000
/** Stripe answers 25 questions of a sandbox in a second, and flows that open ask as well. */
const mostAtOnce = 5

interface Telling {
  db: Db
  systemOf: Billing["systemOf"]
  now: () => Date
  /** What kept the billing from answering, once. */
  onFault: (error: unknown) => void
  /** No delivery waits longer for the billing. */
  limitMs?: number
}

/**
 * Puts the billing's own customer into deliveries of a workspace, in place of the session's, and lets all of them go. Each
 * customer is asked for once, with nothing of the database in hand.
 */
export async function tellCustomers(
  { db, systemOf, now, onFault, limitMs = 1500 }: Telling,
  workspaceId: string,
  resting: readonly RestingDelivery[],
): Promise<void> {
  const found = new Map<string, { customer: RawCustomer; customerSource: string }>()
  let fault: unknown = null
  const waiting = new Map(resting.map((each) => [keyOf(each), each]))
  const askNext = async (signal: AbortSignal): Promise<void> => {
    for (const [key, { mode, asked }] of waiting) {
      if (signal.aborted) return
      waiting.delete(key)
      try {
        const system = await systemOf(workspaceId, mode)
        const customer = await system?.rawCustomer(asked.customerId, signal)
        if (system && customer) found.set(key, { customer, customerSource: system.name })
      } catch (error) {
        fault ??= error
      }
    }
  }
  const askAll = (signal: AbortSignal) =>
    Promise.all(Array.from({ length: mostAtOnce }, () => askNext(signal)))
  if ((await within(limitMs, askAll)) === "late") fault ??= new Error(`No answer within ${limitMs} ms`)
  if (fault !== null) onFault(fault)
  const bodies = resting.map((each) => {
    const told = found.get(keyOf(each))
    const isTheirs = told !== undefined && hasSubscription(told.customer, each.asked.subscriptionId)
    const data = isTheirs ? { ...each.news, ...told } : each.news
    return { id: each.id, payload: webhookBody(each.event, each.mode, each.madeAt, data) }
  })
  await letGo(db, workspaceId, bodies, now())
}

const keyOf = ({ mode, asked }: RestingDelivery): string => `${mode} ${asked.customerId}`

const hasSubscription = ({ subscriptions }: RawCustomer, id: string | null): boolean =>
  id === null || subscriptions.data.some((each) => each.id === id)

/** One that was sent meanwhile, or whose session was removed, stays as it is. */
async function letGo(
  db: Db,
  workspaceId: string,
  bodies: readonly { id: string; payload: string }[],
  now: Date,
): Promise<void> {
  await sql`
    update webhook_delivery
    set payload = said.payload, due_at = case when due_at is null then null else ${now}::timestamptz end
    from json_to_recordset(${JSON.stringify(bodies)}::json) as said (id uuid, payload text)
    where webhook_delivery.workspace_id = ${workspaceId} and webhook_delivery.id = said.id
      and claim = 0 and state in ('waiting', 'held') and webhook_delivery.payload is not null`.execute(db)
}
