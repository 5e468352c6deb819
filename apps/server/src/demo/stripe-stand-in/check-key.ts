import { type Permission, permissions } from "./route.ts"
import { StripeRefusal } from "./stripe-refusal.ts"

/** A key of the account. Its mode is what it begins with: `rk_live_`, `rk_test_`, `sk_live_` or `sk_test_`. */
export interface StandInKey {
  key: string
  /** What a restricted key may do; a secret key, and one of which it is not said, may do everything. */
  permissions?: readonly Permission[]
  /** It was taken back: Stripe says so to whom still has it. */
  isRevoked?: boolean
}

const hinted = (key: string) =>
  `${key.slice(0, 8)}${"*".repeat(Math.max(0, key.length - 12))}${key.slice(-4)}`

const unauthorized = (message: string, code?: string) =>
  new StripeRefusal(401, { type: "invalid_request_error", message, ...(code && { code }) })

/** The key that a request comes with. */
export function readKey(keys: readonly StandInKey[], authorization: string | undefined): StandInKey {
  const [, said] = /^Bearer (\S+)$/.exec(authorization ?? "") ?? []
  if (said === undefined) {
    throw unauthorized(
      "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').",
    )
  }
  const key = keys.find((each) => each.key === said)
  if (!key) throw unauthorized(`Invalid API Key provided: ${hinted(said)}`)
  if (key.isRevoked) throw unauthorized(`Expired API Key provided: ${hinted(said)}`, "api_key_expired")
  return key
}

export const isLiveKey = ({ key }: StandInKey): boolean => /^[rs]k_live_/.test(key)

/** Refuses what a restricted key may not do. Who may write may read. */
export function checkPermission(key: StandInKey, needed: Permission, accountId: string): void {
  const granted = key.permissions ?? permissions
  if (granted.includes(needed)) return
  if (granted.some((each) => each === needed.replace(/_read$/, "_write"))) return
  throw new StripeRefusal(403, {
    type: "invalid_request_error",
    message: `The provided key '${hinted(key.key)}' does not have the required permissions for this endpoint on account '${accountId}'. Having the 'rak_${needed}' permission would allow this request to continue.`,
  })
}
