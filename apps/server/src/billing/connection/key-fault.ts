import type { Mode } from "@holdfast/protocol"

const whereKeysAre = "Make a restricted key (rk_…) in Stripe, under Developers, API keys."

/** Live keys are for live mode, all others for test and sandbox: a sandbox has keys that look like those of a test mode. */
const environmentOf = (mode: Mode) => (mode === "live" ? "live" : "test")

/**
 * What is wrong with a key as far as its text says.
 * @returns a sentence that does not repeat the key; null where nothing is wrong
 */
export function keyFault(key: string, mode: Mode): string | null {
  if (key === "") return `key is missing. ${whereKeysAre}`
  if (key.startsWith("pk_")) return `key is a publishable key (pk_…), which may read nothing. ${whereKeysAre}`
  if (key.startsWith("whsec_"))
    return "key is the signing secret of Stripe's events (whsec_…). It belongs into webhookSecret."
  const environment = /^(?:rk|sk)_(live|test)_\w{4,240}$/.exec(key)?.[1]
  if (environment === undefined) return `key is no key of Stripe's API. ${whereKeysAre}`
  if (environment === environmentOf(mode)) return null
  const needed = environmentOf(mode)
  return `key is of Stripe's ${environment} mode (…_${environment}_…), and this connection is for ${mode}. It takes one that begins with rk_${needed}_.`
}

/** What is wrong with a signing secret; null where nothing is. */
export const webhookSecretFault = (secret: string): string | null =>
  /^whsec_[\w+/=-]{8,240}$/.test(secret)
    ? null
    : "webhookSecret is no signing secret of Stripe's events; it takes the one that begins with whsec_, from the endpoint in Stripe, under Developers, Webhooks."

/** Enough to compare, and nothing to use: `rk_test_…4f2a`. */
export function keyHint(key: string): string {
  const beginning = /^[a-z]+_[a-z]+_/.exec(key)?.[0] ?? ""
  return `${beginning}…${key.slice(-4)}`
}
