import { createHmac, type KeyObject, timingSafeEqual } from "node:crypto"

/** Which export a link opens, and until when. */
export interface ExportLink {
  workspaceId: string
  exportId: string
  expiresAt: Date
}

export type LinkFault = "bad" | "expired"

/** What a mailed link carries, so that it is good for this export until then and cannot be made up. */
export function signLink(secret: KeyObject, link: ExportLink): string {
  const expiry = link.expiresAt.getTime().toString(36)
  return `${expiry}.${macOf(secret, link, expiry).toString("base64url")}`
}

/** Null where the key is good. */
export function checkLink(
  secret: KeyObject,
  link: Omit<ExportLink, "expiresAt">,
  key: string,
  now: Date,
): LinkFault | null {
  const [, expiry, mac] = /^([0-9a-z]{1,11})\.([\w-]{43})$/.exec(key) ?? []
  if (expiry === undefined || mac === undefined) return "bad"
  if (!timingSafeEqual(macOf(secret, link, expiry), Buffer.from(mac, "base64url"))) return "bad"
  return Number.parseInt(expiry, 36) <= now.getTime() ? "expired" : null
}

const macOf = (secret: KeyObject, { workspaceId, exportId }: Omit<ExportLink, "expiresAt">, expiry: string) =>
  createHmac("sha256", secret).update(`${workspaceId} ${exportId} ${expiry}`).digest()
