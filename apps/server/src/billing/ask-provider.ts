import { describeError } from "../log/describe-error.ts"
import type { Billing } from "./billing.ts"
import type { BillingRequest, ProviderAnswer } from "./provider.ts"
import { within } from "./within.ts"

const mostCharacters = 500

/**
 * Asks a provider about a request, and waits for the answer no longer than the limit. Holds no connection and no lock meanwhile.
 * @returns null where it did not answer in time, or failed
 */
export async function askProvider(
  { limitMs, log }: Pick<Billing, "limitMs" | "log">,
  { id }: Pick<BillingRequest, "id">,
  question: (signal: AbortSignal) => Promise<ProviderAnswer>,
): Promise<ProviderAnswer | null> {
  try {
    const outcome = await within(limitMs, question)
    if (outcome === "late") throw new Error(`The billing provider did not answer within ${limitMs} ms`)
    return "reason" in outcome ? { ...outcome, reason: readable(outcome.reason) } : outcome
  } catch (error) {
    log.warn({ request: id, error: describeError(error) }, "a billing provider gave no answer")
    return null
  }
}

/** The words of a provider or a program, as the database can keep them and a customer can read them: one line, and never nothing. */
export function readable(reason: string): string {
  const line = reason
    .toWellFormed()
    .replace(/[\p{Cc}\s]+/gu, " ")
    .trim()
  const cut = line.length > mostCharacters ? `${line.slice(0, mostCharacters - 1).toWellFormed()}…` : line
  return cut || "The billing system refused this and gave no reason."
}
