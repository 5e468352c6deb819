import { isUtf8 } from "node:buffer"
import type { FlowCallerBody } from "@holdfast/protocol/schema"
import type { FastifyReply, FastifyRequest } from "fastify"
import {
  type Admission,
  type AdmissionRules,
  admitCustomer,
  type Caller,
  type Credentials,
} from "../../account/admit-customer.ts"
import { refusedProofs } from "../../account/rates/limits.ts"
import { addressKey } from "../../account/sign-in/address-key.ts"
import { ApiError } from "../api-error.ts"
import { assertRoom } from "../assert-room.ts"
import type { Services } from "../services.ts"

type Rules = Omit<AdmissionRules, "now">

/** @throws ApiError with the refusal's status and sentence; logged, and so counted, by its reason */
async function admit(services: Services, credentials: Credentials, rules: Rules): Promise<Caller> {
  const now = services.now()
  const admission: Admission = await admitCustomer(services.directory, credentials, { ...rules, now })
  if (admission.kind === "admitted") {
    const { workspace, flowKeyId } = admission.caller
    if (flowKeyId !== null) services.keyUsage.mark(workspace.id, flowKeyId, now)
    return admission.caller
  }
  throw new ApiError(admission.status, admission.reason, admission.message)
}

/**
 * Lets somebody through, or refuses them, and counts wrong proofs by the address: beyond their limit the answer is a 429. A right
 * proof is let through from any address, since customers share theirs with whoever is behind the same one.
 */
export async function refusingRarely(
  services: Services,
  request: FastifyRequest,
  reply: FastifyReply,
  admitting: () => Promise<Caller>,
): Promise<Caller> {
  try {
    return await admitting()
  } catch (error) {
    if (error instanceof ApiError && error.status === 401)
      assertRoom(services, reply, refusedProofs, addressKey(request.ip), "wrong proofs from this address")
    throw error
  }
}

const firstOf = (header: string | string[] | undefined): string | null =>
  (Array.isArray(header) ? header[0] : header) ?? null

/** HTTP has bytes, which Node reads as Latin-1; where they are UTF-8, programs that send letters beyond ASCII mean that. */
function readHeader(value: string | null): string | null {
  if (value === null || /^[\0-~]*$/.test(value)) return value
  const bytes = Buffer.from(value, "latin1")
  return isUtf8(bytes) ? bytes.toString() : value
}

/** From the contract's headers; `x-hf-token` goes before the bare hash. */
export function admitByHeaders(
  services: Services,
  request: FastifyRequest,
  rules: Rules & { appId?: string; mode?: string | null },
): Promise<Caller> {
  const header = (name: string) => readHeader(firstOf(request.headers[name]))
  const credentials = {
    appId: rules.appId ?? header("x-ck-app"),
    token: header("x-hf-token"),
    customerId: header("x-ck-customer"),
    authHash: header("x-ck-authorization"),
    subscriptionId: header("x-ck-subscription"),
    mode: header("x-ck-mode") ?? rules.mode,
  }
  return admit(services, credentials, rules)
}

/** From the body of Holdfast's own paths, whose sentences stand on the console of the embedding page. */
export async function admitByBody(services: Services, body: FlowCallerBody, rules: Rules): Promise<Caller> {
  try {
    return await admit(services, { ...body, appId: body.app }, rules)
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== "unknown_workspace") throw error
    throw new ApiError(
      404,
      error.code,
      "appId is of no workspace here; the page Keys of the dashboard shows it.",
    )
  }
}

/**
 * A token that was fresh when its session opened stays good for that session, and for nothing else: only a stale one
 * costs a look.
 * @param admit with the rule on freshness
 * @param isKnown whether the session that the customer speaks of is there
 */
export async function admitToKnown(
  admit: (mustBeFresh: boolean) => Promise<Caller>,
  isKnown: (caller: Caller & { customerId: string }) => Promise<boolean>,
): Promise<Caller> {
  try {
    return await admit(true)
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== "token_stale") throw error
    const caller = await admit(false)
    const { customerId } = caller
    if (customerId === null || !(await isKnown({ ...caller, customerId }))) throw error
    return caller
  }
}
