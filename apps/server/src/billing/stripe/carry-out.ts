import type Stripe from "stripe"
import type { ActPreview } from "../billing-system.ts"
import type { BillingRequest, ProviderAnswer, RequestOutcome } from "../provider.ts"
import { applied, type Plan } from "./acts/plan.ts"
import { planCancellation, standingOfCancellation } from "./acts/plan-cancellation.ts"
import { planDiscount } from "./acts/plan-discount.ts"
import { pauseKey, planPause } from "./acts/plan-pause.ts"
import { planPlanChange } from "./acts/plan-plan-change.ts"
import { planRebate, wasRebated } from "./acts/plan-rebate.ts"
import { planResumption, standingOfResumption } from "./acts/plan-resumption.ts"
import { planTrialExtension } from "./acts/plan-trial-extension.ts"
import { isMarked } from "./marks.ts"
import { customerIdOf, findOwnSubscription, refused } from "./own-subscription.ts"
import { fromSeconds } from "./seconds.ts"
import { sendUnder } from "./send-under.ts"
import { answerOfError, isNoneUpcoming } from "./stripe-errors.ts"
import type { StripeSettings } from "./stripe-settings.ts"

/**
 * Carries a request out. It looks first: what was carried out already is not sent again.
 * @throws where something was sent and nobody knows whether Stripe did it
 */
export async function carryOut(
  stripe: Stripe,
  settings: StripeSettings,
  request: BillingRequest,
): Promise<ProviderAnswer> {
  let isSent = false
  try {
    if (request.flow?.isOffered === false) return refused("This is not among the offers that you were shown.")
    const found = await findOwnSubscription(stripe, request)
    if (found.kind === "refused") return found
    const { subscription } = found
    const outcome = await standingOf(stripe, settings, subscription, request)
    if (outcome) return outcome
    const plan = await planAct(stripe, settings, subscription, request, request.requestedAt)
    if (plan.kind === "refused") return plan
    isSent = true
    return await plan.send(request.id, sendUnder(request.id))
  } catch (error) {
    return answerOfError(error, request.act.action, isSent)
  }
}

/** What became of a request that was sent. Changes nothing. @throws where Stripe does not say */
export async function outcomeOf(
  stripe: Stripe,
  settings: StripeSettings,
  request: BillingRequest,
): Promise<ProviderAnswer> {
  const found = await findOwnSubscription(stripe, request, request)
  if (found.kind === "refused") return found
  return (
    (await standingOf(stripe, settings, found.subscription, request)) ?? {
      kind: "failed",
      reason: "Stripe gave no answer, and did not carry it out.",
    }
  )
}

/** What an act would bring. Changes nothing. */
export async function previewAct(
  stripe: Stripe,
  settings: StripeSettings,
  request: Omit<BillingRequest, "id" | "requestedAt">,
  now: Date,
): Promise<ActPreview> {
  const found = await findOwnSubscription(stripe, request)
  if (found.kind === "refused") return found
  const plan = await planAct(stripe, settings, found.subscription, request, now)
  if (plan.kind === "refused") return plan
  const { invoice: asked, chargedAt, accessUntil } = plan.effects
  if (!asked) return { kind: "allowed", nextCharge: null, accessUntil }
  const invoice = await nextInvoice(stripe, asked)
  if (!invoice) return { kind: "allowed", nextCharge: null, accessUntil }
  const at = chargedAt ?? fromSeconds(invoice.next_payment_attempt ?? invoice.period_end)
  return {
    kind: "allowed",
    nextCharge: { amountMinor: invoice.amount_due, currency: invoice.currency, at },
    accessUntil,
  }
}

/** null where none is to come. */
async function nextInvoice(
  stripe: Stripe,
  asked: Stripe.InvoiceCreatePreviewParams,
): Promise<Stripe.Invoice | null> {
  try {
    return await stripe.invoices.createPreview(asked)
  } catch (error) {
    if (isNoneUpcoming(error)) return null
    throw error
  }
}

function planAct(
  stripe: Stripe,
  settings: StripeSettings,
  subscription: Stripe.Subscription,
  { act, flow }: Pick<BillingRequest, "act" | "flow">,
  at: Date,
): Plan | Promise<Plan> {
  switch (act.action) {
    case "discount":
      return planDiscount(stripe, subscription, act.body.coupon)
    case "pause":
      return planPause(stripe, subscription, act.body, settings, at)
    case "cancel":
      return planCancellation(stripe, subscription, flow?.reason ?? null, settings, at)
    case "change-plan":
      return planPlanChange(stripe, subscription, act.body.planId, settings, at)
    case "extend-trial":
      return planTrialExtension(stripe, subscription, act.body.days)
    case "rebate":
      return planRebate(stripe, subscription, flow?.rebate ?? null, settings)
    case "resume":
      return planResumption(stripe, subscription)
  }
}

/** How a request stands at Stripe; null where it was not carried out. */
async function standingOf(
  stripe: Stripe,
  settings: StripeSettings,
  subscription: Stripe.Subscription,
  request: BillingRequest,
): Promise<RequestOutcome | null> {
  const { id, act } = request
  if (act.action === "cancel") return standingOfCancellation(subscription, settings, id)
  if (act.action === "resume") return standingOfResumption(subscription)
  if (isMarked(subscription, id)) return applied
  if (act.action === "rebate") return (await wasRebated(stripe, subscription, request)) ? applied : null
  return act.action === "change-plan" || act.action === "pause"
    ? standingBySchedule(stripe, subscription, request)
    : null
}

/** What a schedule was made for, whether it still runs or was released when it was done. */
async function standingBySchedule(
  stripe: Stripe,
  subscription: Stripe.Subscription,
  { id, act }: BillingRequest,
): Promise<RequestOutcome | null> {
  const { data } = await stripe.subscriptionSchedules.list({
    customer: customerIdOf(subscription),
    limit: 100,
  })
  const key = pauseKey(id)
  const schedule = data.find(
    (each) => isMarked(each, id) || each.pause_schedules.some((pause) => pause.key === key),
  )
  if (!schedule) return null
  const begins = schedule.phases.at(-1)?.start_date
  return act.action === "pause" || begins === undefined
    ? applied
    : { kind: "scheduled", at: fromSeconds(begins) }
}
