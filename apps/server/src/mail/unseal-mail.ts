import type { Secret } from "../account/secret.ts"
import type { MailContent } from "./mail-content.ts"

/** What `queueMail` sealed; null where it is forgotten, or was sealed under another secret. */
export function unsealMail(secret: Secret, sealed: Buffer | null): Omit<MailContent, "subject"> | null {
  if (sealed === null) return null
  try {
    return JSON.parse(secret.unseal(sealed))
  } catch {
    return null
  }
}
