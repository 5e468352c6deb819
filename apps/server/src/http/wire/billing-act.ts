import type { FlowAction } from "@holdfast/protocol"
import type { ActionAnswer } from "@holdfast/protocol/flow"
import { actionBodies, type BillingAct } from "@holdfast/protocol/schema"
import type { RequestAnswer } from "../../billing/ask-for-action.ts"
import { type Claim, subscriptionOf } from "../../billing/subscription-of.ts"
import { ApiError } from "../api-error.ts"
import type { Services } from "../services.ts"
import { compileBody, sentenceFor } from "../validation.ts"

/** What both ways in share: how an action is read from a request, and how its answer is written. */

/** @throws ApiError 422 with a sentence for the first field that the action does not take */
export function readAct(action: FlowAction, body: unknown): BillingAct {
  const takes = compileBody(actionBodies[action])
  const isAct = (asked: { action: FlowAction; body: unknown }): asked is BillingAct => takes(asked.body)
  const act = { action, body }
  if (isAct(act)) return act
  const [problem] = takes.errors ?? []
  throw new ApiError(
    422,
    "invalid",
    `body: ${problem ? sentenceFor(problem) : "is not what this action takes."}`,
  )
}

/**
 * The subscription that a request is recorded for. A cancellation is never refused for it: it is then the customer's
 * alone, and the company says which subscription is meant.
 * @throws ApiError 403 where anything else names a subscription that is not known to be the customer's
 */
export async function readSubscription(
  { database, billing }: Pick<Services, "database" | "billing">,
  claim: Claim,
  { action }: BillingAct,
): Promise<string | null> {
  const found = await subscriptionOf(database.db, billing, claim)
  if (found.kind === "known") return found.subscriptionId
  if (action === "cancel") return null
  throw new ApiError(
    403,
    "unproven_subscription",
    "The subscription is not known to be this customer's. Name it in a flow token, or leave it out.",
  )
}

/** @throws ApiError 402 where the billing refuses, with its reason; 409 for a run of somebody else */
export function toActionAnswer(answer: RequestAnswer): ActionAnswer {
  switch (answer.kind) {
    case "asked":
      return { recorded: true }
    case "applied":
    case "unknown":
      return { recorded: true, state: answer.kind }
    case "scheduled":
      return { recorded: true, state: answer.kind, scheduledFor: answer.at.toISOString() }
    case "refused":
      throw new ApiError(402, "billing_refused", answer.reason)
    case "foreign":
      throw new ApiError(409, "foreign_run", "run belongs to a request of another customer or mode.")
  }
}
