import { createHmac, randomBytes } from "node:crypto"

const prefix = "whsec_"

/** A new secret of an endpoint, in the form of Standard Webhooks. */
export const makeWebhookSecret = (): string => `${prefix}${randomBytes(32).toString("base64")}`

export interface SignedContent {
  /** The same in every try. */
  id: string
  at: Date
  /** Compact JSON. */
  body: string
}

/**
 * The headers that prove a delivery, in two ways. `ck-signature`: over the body, with the newest secret as it is written.
 * Standard Webhooks: over id, time and body, with each secret that holds.
 * @param secrets the newest first
 */
export function signatureHeaders({ id, at, body }: SignedContent, secrets: readonly string[]) {
  const timestamp = String(Math.floor(at.getTime() / 1000))
  const signed = `${id}.${timestamp}.${body}`
  const keyOf = (secret: string) => Buffer.from(secret.slice(prefix.length), "base64")
  const [newest = ""] = secrets
  return {
    "ck-signature": createHmac("sha256", newest).update(body).digest("hex"),
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": secrets
      .map((secret) => `v1,${createHmac("sha256", keyOf(secret)).update(signed).digest("base64")}`)
      .join(" "),
  }
}
