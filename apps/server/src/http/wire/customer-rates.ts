import type { SessionFacts } from "@holdfast/protocol"
import type { FastifyReply } from "fastify"
import type { Caller } from "../../account/admit-customer.ts"
import {
  checksOfCustomer,
  chunksOfCustomer,
  decisionsOfCustomer,
  reportsOfCustomer,
  runsOfCustomer,
} from "../../account/rates/limits.ts"
import type { RateLimit } from "../../account/rates/rate-limits.ts"
import type { RecordResult } from "../../session/report/trusted-report.ts"
import { tooMany } from "../assert-room.ts"
import type { Services } from "../services.ts"

/** How much a proven customer may send. Whoever proves nothing is limited by the address. */

/** @returns seconds to wait; null when there was room */
function take({ rates, now }: Services, limit: RateLimit, caller: Caller, count = 1): number | null {
  const { workspace, mode, customerId } = caller
  return customerId === null ? null : rates.take(limit, `${workspace.id} ${mode} ${customerId}`, now(), count)
}

/**
 * A run is opened. The widget goes on without an answer, with its built-in flow, and its reports wait until there is room.
 * @throws ApiError 429
 */
export function assertMayOpen(services: Services, reply: FastifyReply, caller: Caller): void {
  const waitS = take(services, runsOfCustomer, caller)
  if (waitS !== null) throw tooMany(reply, "runs of this customer", waitS)
}

/**
 * A page asks whether a wall is to stand before its customer. Beyond the limit none does. Apart from the runs: a page that
 * asks too often keeps nobody from cancelling.
 * @throws ApiError 429
 */
export function assertMayCheck(services: Services, reply: FastifyReply, caller: Caller): void {
  const waitS = take(services, checksOfCustomer, caller)
  if (waitS !== null) throw tooMany(reply, "checks of this customer", waitS)
}

/**
 * A piece of a recording comes. What a recorder sends in an hour of many runs has room.
 * @throws ApiError 429
 */
export function assertMayRecord(services: Services, reply: FastifyReply, caller: Caller): void {
  const waitS = take(services, chunksOfCustomer, caller)
  if (waitS !== null) throw tooMany(reply, "pieces of recordings of this customer", waitS)
}

/**
 * Something is asked of the billing, or reported of a session. Who decides is heard beyond the limit of all reports: that one
 * is for what a flow says on its way.
 * @throws ApiError 429
 */
export function assertMayReport(
  services: Services,
  reply: FastifyReply,
  caller: Caller,
  decides: boolean,
): void {
  const waitS = take(services, reportsOfCustomer, caller)
  if (waitS === null || (decides && take(services, decisionsOfCustomer, caller) === null)) return
  throw tooMany(reply, "reports of this customer", waitS)
}

/**
 * Records what a customer reports. The first report of a session that nobody opened counts as a run.
 * @param isKnown whether the session is there; asked only where there is no room for another run
 * @throws ApiError 429
 */
export async function recordWithin(
  services: Services,
  reply: FastifyReply,
  caller: Caller,
  facts: SessionFacts,
  { isKnown, record }: { isKnown: () => Promise<boolean>; record: () => Promise<RecordResult> },
): Promise<RecordResult> {
  const { canceled, acceptedOffer, decisionState } = facts
  const decides = canceled === true || acceptedOffer != null || decisionState === "refused"
  assertMayReport(services, reply, caller, decides)
  const waitS = caller.verified ? take(services, runsOfCustomer, caller, 0) : null
  if (waitS !== null && !(await isKnown())) throw tooMany(reply, "runs of this customer", waitS)
  const result = await record()
  if (caller.verified && result.kind === "recorded" && result.isNew) take(services, runsOfCustomer, caller)
  return result
}
