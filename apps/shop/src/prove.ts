import { createHmac } from "node:crypto"

/**
 * The two proofs that a shop's server can hand to its page. Nothing but Node's own crypto: any language with an
 * HMAC can do the same.
 */

const hmac = (key: string, text: string) => createHmac("sha256", key).update(text).digest("hex")

/** HMAC-SHA256 of the customer id with the flow key, lower-case hex. */
export const makeAuthHash = (flowKey: string, customerId: string): string => hmac(flowKey, customerId)

export interface TokenFacts {
  appId: string
  customerId: string
  subscriptionId?: string
  mode: "live" | "test" | "sandbox"
}

/**
 * A flow token: covers customer, subscription, mode and the moment of issue.
 * @param now epoch milliseconds
 */
export function makeFlowToken(flowKey: string, facts: TokenFacts, now: number): string {
  const { appId, customerId, subscriptionId, mode } = facts
  const payload = { a: appId, c: customerId, s: subscriptionId, m: mode, t: now }
  const encoded = Buffer.from(JSON.stringify(payload)).toString("base64url")
  return `hf2_${encoded}.${hmac(`hf2_${flowKey}`, `hf2_${encoded}`)}`
}
