import type Stripe from "stripe"

/** How Stripe is called: not for longer than 8 s, told nothing of how fast it was, and never called twice by the client itself. */
export function stripeOptions(apiBase: string | null): NonNullable<ConstructorParameters<typeof Stripe>[1]> {
  const common = { timeout: 8000, telemetry: false, maxNetworkRetries: 0 }
  if (apiBase === null) return common
  const { protocol, hostname, port } = new URL(apiBase)
  const isPlain = protocol === "http:"
  return {
    ...common,
    protocol: isPlain ? "http" : "https",
    host: hostname,
    port: port || (isPlain ? 80 : 443),
  }
}
