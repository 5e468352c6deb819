import { setTimeout as rest } from "node:timers/promises"
import type { Database, Db } from "../db/database.ts"
import { tellOfRequest } from "../webhook/request-news.ts"
import { askProvider } from "./ask-provider.ts"
import type { Billing } from "./billing.ts"
import { callPerson, tellIfLive } from "./call-person.ts"
import type { BillingProvider } from "./provider.ts"
import { readFlowTerms } from "./read-flow-terms.ts"
import {
  type Claim,
  claimRequest,
  expireLeases,
  nobodyCan,
  requestUpdate,
  type StoredRequest,
  settleRequest,
  toStoredRequest,
} from "./stored-request.ts"

/** So often a request that waits for its turn is tried. */
const turnMs = 200

/** The lease also covers the settling, which may wait this long for a connection. */
const toSettleMs = 10_000

/** Writes an answer down in a transaction, alone or with what the session of the request says. */
export type Settle = (
  claimed: StoredRequest,
  write: (trx: Db) => Promise<StoredRequest | null>,
) => Promise<StoredRequest | null>

/**
 * Has whoever carries out the requests of its workspace carry out one that is due. Where there is nobody, a cancellation
 * becomes the work of a person, and anything else is refused: an offer that is not applied is no save. What is asked for one
 * customer is carried out one after the other.
 * @returns the request as it is then; null where another caller had it first
 */
export async function sendRequest(
  { db }: Database,
  billing: Billing,
  stored: StoredRequest,
  settle: Settle,
): Promise<StoredRequest | null> {
  const { workspaceId, request } = stored
  const provider = await billing.providerOf(workspaceId, request.mode)
  if (!provider.capabilities().has(request.act.action)) return giveUp({ db }, billing, stored)
  const claim = await claimInTurn(db, billing, stored, provider.carrierOf?.(request.act.action) ?? null)
  if (claim.kind === "taken") return sendClaimed({ db }, billing, provider, claim.request, settle)
  // a cancellation stays on record, and the minute's job sends it
  const isGivenUp = claim.kind === "busy" && request.act.action !== "cancel"
  return isGivenUp ? giveUp({ db }, billing, stored) : null
}

/** Waits for its turn while another request of the customer is being sent, at most for as long as the provider may take. */
async function claimInTurn(
  db: Db,
  billing: Billing,
  stored: StoredRequest,
  sentTo: string | null,
): Promise<Claim> {
  const patienceEnds = performance.now() + billing.limitMs + turnMs
  for (;;) {
    const now = billing.now()
    const until = new Date(now.getTime() + billing.limitMs + toSettleMs)
    const claim = await claimRequest(db, stored, until, sentTo)
    if (claim.kind !== "busy" || performance.now() >= patienceEnds) return claim
    // the other one's server may be gone
    await expireLeases(db, stored.workspaceId, now)
    await rest(turnMs)
  }
}

async function sendClaimed(
  { db }: Pick<Database, "db">,
  billing: Billing,
  provider: BillingProvider,
  claimed: StoredRequest,
  settle: Settle,
): Promise<StoredRequest | null> {
  const request = { ...claimed.request, flow: await readFlowTerms(db, claimed) }
  const answer = await askProvider(billing, request, (signal) => provider.carryOut(request, signal))
  return settle(claimed, async (trx) => {
    const now = billing.now()
    const settled = await settleRequest(trx, claimed, answer ?? { kind: "unknown" }, now)
    if (settled?.isForPerson) await tellIfLive(trx, billing.teller, settled, now)
    if (settled) await tellOfRequest(trx, settled, now)
    return settled
  })
}

async function giveUp(
  { db }: Pick<Database, "db">,
  billing: Billing,
  stored: StoredRequest,
): Promise<StoredRequest | null> {
  const now = billing.now()
  if (stored.request.act.action === "cancel") {
    return db.transaction().execute((trx) => callPerson(trx, billing.teller, stored, null, now))
  }
  return db.transaction().execute(async (trx) => {
    const row = await requestUpdate(trx, stored)
      .set({
        state: "refused",
        reason: nobodyCan(stored.request.act.action),
        settled_at: now,
        try_again_at: null,
      })
      .where("state", "=", "asked")
      .where("person_called_at", "is", null)
      .returningAll()
      .executeTakeFirst()
    if (!row) return null
    const refused = toStoredRequest(row)
    await tellOfRequest(trx, refused, now)
    return refused
  })
}
