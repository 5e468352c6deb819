import type { BlueprintFault, BlueprintStep, FollowUp, Offer, SurveyChoice } from "./blueprint.ts"
import { offerData } from "./offer-data.ts"
import { offersIn, offersOfChoice } from "./shown-offers.ts"

/** What a step must say, and its offers must hold, before customers see it. */
export function textFaults(step: BlueprintStep, path: string): BlueprintFault[] {
  const { guid } = step
  const heading = step.stepType === "OFFER" ? step.offer.copy.header || step.header : step.header
  const headingPath = step.stepType === "OFFER" ? `${path}.offer.copy.header` : `${path}.header`
  const whose = step.stepType === "OFFER" ? step.offer.guid : guid
  const faults = isBlank(heading) ? [{ path: headingPath, guid: whose, fault: "is empty" }] : []
  switch (step.stepType) {
    case "SURVEY":
      return [...faults, ...choicesFaults(step.survey.choices, `${path}.survey.choices`, guid)]
    case "OFFER":
      return [...faults, ...termFaults(step.offer, `${path}.offer`)]
    case "CONFIRM": {
      const { acknowledgement, acknowledgementText } = step.confirm
      if (!acknowledgement || !isBlank(acknowledgementText)) return faults
      return [...faults, { path: `${path}.confirm.acknowledgementText`, guid, fault: "is empty" }]
    }
    case "FREEFORM":
      return faults
  }
}

/**
 * What may be right and may be not, so that it keeps nobody from publishing: contact without an address, and a custom
 * offer, are shown where the page has a handler.
 */
export function publishHints(steps: readonly BlueprintStep[]): BlueprintFault[] {
  const hint = (offer: Offer, path: string): BlueprintFault[] => {
    const { guid } = offer
    if (offer.offerType === "CONTACT" && isBlank(offer.url ?? "")) {
      return [
        { path: `${path}.url`, guid, fault: "is empty, so only pages with handleSupportRequest show it" },
      ]
    }
    if (offer.offerType !== "CUSTOM") return []
    return [
      {
        path: `${path}.customOfferType`,
        guid,
        fault: "goes to handleCustomOffer, so only pages with it show the offer",
      },
    ]
  }
  return steps
    .flatMap((step, i) => offersIn(step, `steps[${i}]`))
    .flatMap(({ offer, path }) => hint(offer, path))
}

const isBlank = (text: string) => text.trim() === ""

function choicesFaults(choices: readonly SurveyChoice[], path: string, survey: string): BlueprintFault[] {
  if (choices.length === 0) return [{ path, guid: survey, fault: "has no choices" }]
  return [
    ...wordFaults(choices, path, "choice"),
    ...choices.flatMap((choice, c) => [
      ...(choice.followup ? followUpFaults(choice, choice.followup, `${path}[${c}].followup`) : []),
      ...offersOfChoice(choice, `${path}[${c}]`).flatMap(({ offer, path }) => offerFaults(offer, path)),
    ]),
  ]
}

/** Each says something, and something else than the others: a customer cannot tell equal ones apart. */
function wordFaults(
  parts: readonly { guid: string; value: string }[],
  path: string,
  kind: "choice" | "option",
): BlueprintFault[] {
  const seen = new Map<string, number>()
  return parts.flatMap(({ guid, value }, i): BlueprintFault[] => {
    const at = `${path}[${i}].value`
    if (isBlank(value)) return [{ path: at, guid, fault: "is empty" }]
    const words = comparedWords(value)
    const first = seen.get(words)
    if (first === undefined) seen.set(words, i)
    return first === undefined ? [] : [{ path: at, guid, fault: `says the same as ${kind} ${first + 1}` }]
  })
}

/** What a person can tell apart of a choice's words. */
export const comparedWords = (value: string): string => value.trim().toLowerCase()

function followUpFaults(
  { guid }: SurveyChoice,
  { question, options, freeformLabel }: FollowUp,
  path: string,
): BlueprintFault[] {
  const faults = wordFaults(options, `${path}.options`, "option")
  if (isBlank(question)) faults.unshift({ path: `${path}.question`, guid, fault: "is empty" })
  if (options.length === 0 && freeformLabel === null) {
    faults.push({ path: `${path}.options`, guid, fault: "has nothing to pick and nothing to type into" })
  }
  return faults
}

const offerFaults = (offer: Offer, path: string): BlueprintFault[] => [
  ...(isBlank(offer.copy.header)
    ? [{ path: `${path}.copy.header`, guid: offer.guid, fault: "is empty" }]
    : []),
  ...termFaults(offer, path),
]

/** What an offer gives: without it nobody could carry the offer out. */
function termFaults(offer: Offer, path: string): BlueprintFault[] {
  const { guid } = offer
  const faults: BlueprintFault[] = []
  const find = (isWrong: boolean, field: string, fault: string) => {
    if (isWrong) faults.push({ path: `${path}.${field}`, guid, fault })
  }
  switch (offer.offerType) {
    case "DISCOUNT": {
      const { id, couponType, couponAmount, currency, couponDuration } = offer.coupon
      find(isBlank(id), "coupon.id", "is empty")
      find(couponAmount <= 0, "coupon.couponAmount", "is nothing off")
      find(couponType === "PERCENT" && couponAmount > 100, "coupon.couponAmount", "is more than 100 percent")
      find(couponType === "AMOUNT" && isBlank(currency ?? ""), "coupon.currency", "is empty")
      find(couponDuration === 0, "coupon.couponDuration", "is no time at all")
      break
    }
    case "PAUSE":
      find(offer.maxPauseLength < 1, "maxPauseLength", "is no time at all")
      break
    case "PLAN_CHANGE":
      find(offer.plans.length === 0, "plans", "has no plan to change to")
      offer.plans.forEach(({ id, name, currency }, i) => {
        find(isBlank(id), `plans[${i}].id`, "is empty")
        find(isBlank(name), `plans[${i}].name`, "is empty")
        find(isBlank(currency), `plans[${i}].currency`, "is empty")
      })
      break
    case "TRIAL_EXTENSION":
      find(offer.days < 1, "days", "is no time at all")
      break
    case "REDIRECT":
      find(isBlank(offer.url), "url", "is empty")
      find(!isBlank(offer.url) && !canLeadTo(offer.url), "url", wrongAddress)
      break
    case "CONTACT":
      find(!isBlank(offer.url ?? "") && !canLeadTo(offer.url ?? ""), "url", wrongAddress)
      break
    case "REBATE": {
      const { amountType, amount, currency } = offer.rebate
      find(amount <= 0, "rebate.amount", "is nothing back")
      find(amountType === "PERCENT" && amount > 100, "rebate.amount", "is more than 100 percent")
      find(amountType === "FIXED" && isBlank(currency ?? ""), "rebate.currency", "is empty")
      break
    }
    case "CUSTOM":
      find(isBlank(offer.customOfferType), "customOfferType", "is empty")
      find(offerData(offer.data) === null, "data", 'is no object of JSON, such as {"minutes": 30}')
  }
  return faults
}

const wrongAddress = "is no address that begins with https:, http: or mailto:"

/** Other addresses could run a script on the merchant's page. */
const canLeadTo = (url: string) => /^(https?:\/\/|mailto:)\S+$/i.test(url.trim())
