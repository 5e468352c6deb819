import type { Secret } from "../../account/secret.ts"
import type { ClaimedDelivery, DueEndpoint } from "./claim-deliveries.ts"
import type { Letter } from "./open-post.ts"
import { signatureHeaders } from "./sign.ts"

/** A delivery as it travels, signed with the secrets that hold now, whenever it was made. */
export function letterOf(
  secret: Secret,
  { url, secret: newest, old_secret, old_secret_until }: DueEndpoint,
  { id, payload }: Pick<ClaimedDelivery, "id" | "payload">,
  at: Date,
): Omit<Letter, "limitMs"> {
  const sealed = old_secret && old_secret_until && old_secret_until > at ? [newest, old_secret] : [newest]
  const body = payload ?? ""
  const signatures = signatureHeaders(
    { id, at, body },
    sealed.map((each) => secret.unseal(each)),
  )
  return {
    url,
    body,
    headers: { "content-type": "application/json", "user-agent": "Holdfast-Webhooks", ...signatures },
  }
}
