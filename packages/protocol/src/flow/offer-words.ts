import { formatMoney, pricePhrase } from "../money.ts"
import { readableText } from "../readable-text.ts"
import { shorten } from "../shorten.ts"
import type { KnownPlan, KnownTerms } from "./offer-terms.ts"

/**
 * What an offer promised, in the middle of a sentence: `20% off for 3 months (coupon STAY20)`, `a pause of up to 3
 * months`, `14 more days of trial`. What was not told is left out.
 */
export function offerPhrase(terms: KnownTerms): string {
  switch (terms.offerType) {
    case "DISCOUNT":
      return discountPhrase(terms)
    case "PAUSE": {
      if (terms.length === null) return "a pause"
      const unit = terms.interval === "WEEK" ? "week" : "month"
      return `a pause of ${terms.isMost ? "up to " : ""}${plural(terms.length, unit)}`
    }
    case "PLAN_CHANGE": {
      const plans = terms.plans.map(planPhrase).filter((phrase) => phrase !== "")
      return plans.length === 0 ? "a change of plan" : `a change of plan to ${plans.join(" or ")}`
    }
    case "TRIAL_EXTENSION":
      return terms.days === null ? "a longer trial" : `${plural(terms.days, "more day")} of trial`
    case "REDIRECT":
      return `a redirect${linkOf(terms)}`
    case "CONTACT":
      return `contact with support${linkOf(terms)}`
    case "REBATE":
      return rebatePhrase(terms)
    case "CUSTOM":
      return `an offer of your own${quoted(terms.name)}`
  }
}

/** The same as the beginning of a line. */
export function offerLine(terms: KnownTerms): string {
  if (terms.offerType === "REDIRECT") return `Redirect${linkOf(terms)}`
  if (terms.offerType === "CONTACT") return `Contact support${linkOf(terms)}`
  const phrase = offerPhrase(terms)
  return phrase.charAt(0).toUpperCase() + phrase.slice(1)
}

function discountPhrase(terms: Extract<KnownTerms, { offerType: "DISCOUNT" }>): string {
  const { percent, amountMinor, currency, lasts, couponId } = terms
  const off =
    percent !== null
      ? `${percent}% off`
      : amountMinor !== null
        ? `${formatMoney(amountMinor, (currency ?? "usd").toUpperCase())} off`
        : "a discount"
  const long =
    lasts === null
      ? ""
      : lasts === "forever"
        ? " for good"
        : lasts === "once"
          ? " once"
          : ` for ${plural(lasts, "month")}`
  const coupon = readable(couponId)
  return `${off}${long}${coupon === null ? "" : ` (coupon ${coupon})`}`
}

function rebatePhrase({
  amountMinor,
  percent,
  currency,
}: Extract<KnownTerms, { offerType: "REBATE" }>): string {
  if (amountMinor !== null) return `${formatMoney(amountMinor, (currency ?? "usd").toUpperCase())} back`
  return percent === null ? "money back" : `${percent}% of the money back`
}

function planPhrase({ id, name, priceMinor, currency, interval }: KnownPlan): string {
  const known = (["DAY", "WEEK", "MONTH", "YEAR"] as const).find((each) => each === interval?.toUpperCase())
  const price =
    priceMinor === null
      ? null
      : pricePhrase(
          { amountMinor: priceMinor, currency: (currency ?? "usd").toUpperCase() },
          known ? { interval: known, count: 1 } : null,
        )
  const called = readable(name) ?? readable(id) ?? ""
  return price === null ? called : `${called} (${price})`
}

const plural = (count: number, unit: string) => `${count} ${unit}${count === 1 ? "" : "s"}`
const readable = (text: string | null) => {
  const words = readableText(text)
  return words === null ? null : shorten(words, 200)
}
const quoted = (text: string | null) => (readable(text) === null ? "" : `, “${readable(text)}”`)
const linkOf = ({ label, url }: { label: string | null; url: string | null }) =>
  `${quoted(label)}${inBrackets(url)}`
const inBrackets = (text: string | null) => (readable(text) === null ? "" : ` (${readable(text)})`)
