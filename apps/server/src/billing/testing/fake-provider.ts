import { flowActions } from "@holdfast/protocol"
import type { BillingProvider, BillingRequest, FlowTerms } from "../provider.ts"

export interface FakeProvider extends BillingProvider {
  /** What it was told to carry out, in order. */
  sent: BillingRequest[]
  /** What the flow said of each of them. */
  terms: (FlowTerms | undefined)[]
  /** What it was asked about later. */
  askedAbout: BillingRequest[]
}

/** A billing system for tests. It can carry out everything, and answers as the test says. */
export function fakeProvider(answers: Partial<BillingProvider>): FakeProvider {
  const sent: BillingRequest[] = []
  const terms: (FlowTerms | undefined)[] = []
  const askedAbout: BillingRequest[] = []
  return {
    sent,
    terms,
    askedAbout,
    capabilities: answers.capabilities ?? (() => new Set(flowActions)),
    carryOut: async (request, signal) => {
      const { flow, ...asked } = request
      sent.push(asked)
      terms.push(flow)
      return answers.carryOut?.(request, signal) ?? { kind: "unknown" }
    },
    outcomeOf: async (request, signal) => {
      askedAbout.push(request)
      return answers.outcomeOf?.(request, signal) ?? { kind: "unknown" }
    },
  }
}

/** Billing of every workspace that does all that it is asked. */
export const willingBilling = {
  providerOf: async () => fakeProvider({ carryOut: async () => ({ kind: "applied" }) }),
}
