import { createHmac, type KeyObject, timingSafeEqual } from "node:crypto"
import { isUuid } from "../../db/uuid.ts"

/** A weekly mail, as a link without a login names it. */
export interface MailedDigest {
  workspaceId: string
  digestId: string
}

/** Ends this weekly mail and does nothing else, for as long as there is one. Nobody can make it up. */
export const unsubscribeLink = (url: string, secret: KeyObject, digest: MailedDigest): string =>
  `${url}/unsubscribe/${digest.workspaceId}.${digest.digestId}.${macOf(secret, digest).toString("base64url")}`

/** Null for what is none of ours. */
export function readUnsubscribeToken(secret: KeyObject, token: string): MailedDigest | null {
  const [workspaceId = "", digestId = "", mac = "", ...more] = token.split(".")
  if (!isUuid(workspaceId) || !isUuid(digestId) || !/^[\w-]{43}$/.test(mac) || more.length > 0) return null
  const digest = { workspaceId, digestId }
  return timingSafeEqual(macOf(secret, digest), Buffer.from(mac, "base64url")) ? digest : null
}

const macOf = (secret: KeyObject, { workspaceId, digestId }: MailedDigest) =>
  createHmac("sha256", secret).update(`unsubscribe ${workspaceId} ${digestId}`).digest()
