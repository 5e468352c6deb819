import type { AcceptedOffer } from "@holdfast/protocol"
import type { Handlers } from "../callbacks.ts"
import { toPlain } from "../to-plain.ts"

interface Run {
  state: { decision: { kind: string; offer?: AcceptedOffer } | null }
}

type Handler = (...given: unknown[]) => unknown

/**
 * Has what `handleCustomOffer` gives back as `result` kept with the offer that it was called for, as the page's word of what came
 * of it (`customOfferResult` of the wire contract): the report that follows has it.
 */
export function keepResult(run: Run, options: Handlers): void {
  const handler = options.handleCustomOffer as Handler | undefined
  if (typeof handler !== "function") return
  options.handleCustomOffer = async (...given: unknown[]) => {
    const { decision } = run.state
    const answer = await handler(...given)
    const result = toPlain((answer as { result?: unknown } | null | undefined)?.result)
    const isObject = typeof result === "object" && result !== null && !Array.isArray(result)
    if (isObject && decision?.offer) decision.offer.customOfferResult = result as Record<string, unknown>
    return answer
  }
}
