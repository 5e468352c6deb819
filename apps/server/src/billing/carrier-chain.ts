import type { FlowAction } from "@holdfast/protocol"
import type { BillingProvider } from "./provider.ts"

/** One who may carry requests out, with the name by which a request remembers whom it was sent to. */
export interface Carrier {
  name: string
  provider: BillingProvider
}

/**
 * Several carriers as one provider: each action is carried out by the first who can. What became of a request is known only
 * to whom it was sent.
 */
export function carrierChain(carriers: readonly Carrier[]): BillingProvider {
  const carrierOf = (action: FlowAction) =>
    carriers.find(({ provider }) => provider.capabilities().has(action))
  return {
    capabilities: () => new Set(carriers.flatMap(({ provider }) => [...provider.capabilities()])),
    carrierOf: (action) => carrierOf(action)?.name ?? null,
    async carryOut(request, signal) {
      const carrier = carrierOf(request.act.action)
      if (!carrier) return { kind: "failed", reason: "Nothing is connected any more that can carry it out." }
      return carrier.provider.carryOut(request, signal)
    },
    async outcomeOf(request, signal) {
      const carrier =
        request.sentTo == null
          ? carrierOf(request.act.action)
          : carriers.find(({ name }) => name === request.sentTo)
      return carrier ? carrier.provider.outcomeOf(request, signal) : { kind: "unknown" }
    },
  }
}
