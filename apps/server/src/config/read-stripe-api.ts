import { ConfigError } from "./config-error.ts"
import { isLoopback } from "./is-loopback.ts"

/**
 * The address that is called instead of Stripe's. Keys travel there, so it is `https`, but on this very machine.
 * @throws ConfigError for any other address
 */
export function readStripeApi(text: string | null): string | null {
  if (text === null) return null
  const url = URL.parse(text)
  const isPlain = url && url.pathname === "/" && !url.search && !url.hash && !url.username && !url.password
  const isSafe = url?.protocol === "https:" || (url?.protocol === "http:" && isLoopback(url.hostname))
  if (!isPlain || !isSafe) {
    throw new ConfigError(
      "HOLDFAST_STRIPE_API takes an address without a path, such as https://stripe-proxy.example.com; http only on this machine.",
    )
  }
  return url.origin
}
