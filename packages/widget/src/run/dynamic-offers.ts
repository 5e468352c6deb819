import type { BlueprintStep, Coupon, Offer } from "@holdfast/protocol/flow"

/** What a page says of the offers of one run, in place of what was published. It may be anything. */
export interface DynamicOffers {
  /** The coupon alone where the flow knows it, else with its terms, as `handleDiscount` is given them. */
  discount?: { couponId?: string } & Partial<Omit<Coupon, "id">>
  planChange?: { planIds?: string[] }
}

type Fitted = Offer | null

const offersIn = (steps: readonly BlueprintStep[]): Offer[] =>
  steps.flatMap((step) => {
    if (step.stepType === "OFFER") return [step.offer]
    if (step.stepType !== "SURVEY") return []
    return step.survey.choices.flatMap(({ offer }) => offer ?? [])
  })

const isMonths = (value: unknown): value is number => Number.isInteger(value) && Number(value) > 0

/** The coupon that the page names: by its own terms, else by those that another offer of the flow has; null for what is none. */
function couponOf(asked: DynamicOffers["discount"], steps: readonly BlueprintStep[]): Coupon | null {
  const { couponId: id, couponType, couponAmount, couponDuration = null, currency = null } = asked ?? {}
  if (typeof id !== "string" || id === "") return null
  const isAmount = typeof couponAmount === "number" && couponAmount > 0
  const isWhole =
    (couponType === "PERCENT" && isAmount && couponAmount <= 100) ||
    (couponType === "AMOUNT" && isAmount && typeof currency === "string" && /^[a-z]{3}$/i.test(currency))
  if (couponType && isWhole && (couponDuration === null || isMonths(couponDuration)))
    return { id, couponType, couponAmount, couponDuration, currency: currency?.toLowerCase() ?? null }
  const known = offersIn(steps).flatMap((offer) => (offer.offerType === "DISCOUNT" ? [offer.coupon] : []))
  return known.find((coupon) => coupon.id === id) ?? null
}

/**
 * The steps with the offers that the page wants for this run: another coupon, and of the plans only these, in this order. An
 * offer of which no plan is left is not shown, for nobody could take it.
 * @param warn says to the page's engineer what could not be done
 */
function fitOffers(
  steps: readonly BlueprintStep[],
  asked: DynamicOffers | undefined,
  warn: (sentence: string) => void,
): readonly BlueprintStep[] {
  const { discount, planChange } = asked ?? {}
  const coupon = discount ? couponOf(discount, steps) : null
  if (discount && !coupon)
    warn(
      "dynamicOffers.discount names a coupon that this flow does not know, and not its terms; the published one is offered.",
    )
  const ids: readonly unknown[] | null = Array.isArray(planChange?.planIds) ? planChange.planIds : null

  const adapt = (offer: Offer): Fitted => {
    if (offer.offerType === "DISCOUNT" && coupon) return { ...offer, coupon }
    if (offer.offerType !== "PLAN_CHANGE" || !ids) return offer
    const plans = [...new Set(ids)].flatMap((id) => offer.plans.filter((plan) => plan.id === id).slice(0, 1))
    if (plans.length > 0) return { ...offer, plans }
    warn("dynamicOffers.planChange.planIds has no plan of this flow's offer; the offer is not shown.")
    return null
  }
  return steps.flatMap((step): BlueprintStep[] => {
    if (step.stepType === "OFFER") {
      const offer = adapt(step.offer)
      return offer ? [{ ...step, offer }] : []
    }
    if (step.stepType !== "SURVEY") return [step]
    const choices = step.survey.choices.map((choice) => ({
      ...choice,
      offer: choice.offer ? adapt(choice.offer) : null,
    }))
    return [{ ...step, survey: { ...step.survey, choices } }]
  })
}

/** The same, whatever the page passed: a flow is rather shown as it was published than not at all. */
export function withDynamicOffers(
  steps: readonly BlueprintStep[],
  asked: DynamicOffers | undefined,
  warn = (sentence: string): void => console.warn(`Holdfast: ${sentence}`),
): readonly BlueprintStep[] {
  try {
    return fitOffers(steps, asked, warn)
  } catch (error) {
    warn(`dynamicOffers could not be read and is left out (${String(error)}).`)
    return steps
  }
}
