import { setTimeout as rest } from "node:timers/promises"
import type { Database, Db } from "../db/database.ts"
import { tellOfRequest } from "../webhook/request-news.ts"
import type { Billing } from "./billing.ts"
import type { RequestOutcome } from "./provider.ts"
import { type Settle, sendRequest } from "./send-request.ts"
import {
  type AskedAction,
  addRequest,
  findByClientKey,
  isDue,
  recordRequest,
  type StoredRequest,
  storedRequests,
  toStoredRequest,
} from "./stored-request.ts"

/** What the customer is told. */
export type RequestAnswer =
  /** It is on record, and not carried out: it is tried again, or a person of the company carries it out. */
  | { kind: "asked" }
  /** `unknown`: it is requested, and whether it is done will be found out. */
  | RequestOutcome
  /** The client key belongs to a request of another customer or mode. */
  | { kind: "foreign" }

const firstRestMs = 50
const longestRestMs = 500

/**
 * Records what a customer asks for and has it carried out. The claim is committed before the
 * provider is called, and the answer is written down afterwards: meanwhile no transaction, no lock and no connection of
 * the database is held. A request is sent once, however often it comes and however many come at once. All of them get
 * the same answer, also a refusal.
 */
export async function askForAction(
  database: Database,
  billing: Billing,
  asked: AskedAction,
): Promise<RequestAnswer> {
  const { db } = database
  const stored = await recordRequest(db, asked, billing.now())
  if (isForeign(stored, asked)) return { kind: "foreign" }
  // the page hears the answer, and reports it with its session
  const settle: Settle = (_, write) => db.transaction().execute(write)
  const sent = isDue(stored, billing.now()) ? await sendRequest(database, billing, stored, settle) : null
  return sent ? answerOf(sent) : answerOfOther(db, billing, stored)
}

/**
 * Records what the page has carried out itself: the end of a pause, so that nobody takes the customer for paused any longer.
 * Nothing is sent.
 */
export async function recordDoneByPage(
  { db }: Database,
  { now }: Pick<Billing, "now">,
  asked: AskedAction,
): Promise<RequestAnswer> {
  return db.transaction().execute(async (trx) => {
    const added = await addRequest(trx, asked, now(), true)
    if (added) await tellOfRequest(trx, added, now())
    const stored = added ?? (await findByClientKey(trx, asked))
    return isForeign(stored, asked) ? { kind: "foreign" } : answerOf(stored)
  })
}

/** Waits until another caller has the provider's answer, at most for as long as the provider may take. */
async function answerOfOther(db: Db, billing: Billing, stored: StoredRequest): Promise<RequestAnswer> {
  const patienceEnds = performance.now() + billing.limitMs + longestRestMs
  for (let restMs = firstRestMs; ; restMs = Math.min(2 * restMs, longestRestMs)) {
    const { standing } = await readAgain(db, stored)
    const isOver = standing.kind !== "sending" || standing.until <= billing.now()
    if (isOver || performance.now() >= patienceEnds) return answerOf({ standing })
    await rest(restMs)
  }
}

const isForeign = ({ request }: StoredRequest, { customerId, mode }: AskedAction): boolean =>
  request.customerId !== customerId || request.mode !== mode

const answerOf = ({ standing }: Pick<StoredRequest, "standing">): RequestAnswer =>
  standing.kind === "sending" ? { kind: "unknown" } : standing

const readAgain = async (db: Db, { workspaceId, request }: StoredRequest): Promise<StoredRequest> =>
  toStoredRequest(
    await storedRequests(db, workspaceId).where("id", "=", request.id).executeTakeFirstOrThrow(),
  )
