import { formatMoney, majorUnits } from "../money.ts"
import { monthlyMoney, percent, tenths } from "./figure-words.ts"
import { type Goal, goalDays, isMoneyGoal, isRateGoal, type StandingGoal } from "./goals-api.ts"
import type { Figures, HeldRate, MonthlyValue } from "./insights-api.ts"

const digits = new Intl.NumberFormat("en-US")
const hundredths = new Intl.NumberFormat("en-US", { maximumFractionDigits: 2 })

/** Where the figure of a goal stands, in its own measure; null where nothing can be said. */
export function valueForGoal(
  { figure, currency }: Pick<Goal, "figure" | "currency">,
  figures: Figures,
  held: readonly HeldRate[] = [],
): number | null {
  switch (figure) {
    case "saveRate":
    case "offerSaveRate":
      return figures[figure].rate
    case "held30":
    case "held60":
    case "held90":
      return held.find(({ days }) => figure === `held${days}`)?.rate ?? null
    case "sessions":
    case "saved":
    case "canceled":
      return figures[figure]
    case "kept":
    case "lost":
      return figures.value.find((each) => each.currency === currency)?.[figure] ?? 0
  }
}

/** The amounts of a side, the largest currency first. One of nothing is told where it has a goal, and else left out. */
export function amountsToTell(
  values: readonly MonthlyValue[],
  figure: "kept" | "lost",
  goals: readonly Goal[],
): { currency: string; minor: number }[] {
  const own = goals.flatMap((goal) =>
    goal.figure === figure && goal.currency !== null ? [goal.currency] : [],
  )
  const told = values.filter((value) => value[figure] !== 0 || own.includes(value.currency))
  const missing = own.filter((currency) => !values.some((value) => value.currency === currency))
  return [
    ...told.map((value) => ({ currency: value.currency, minor: value[figure] })),
    ...missing.map((currency) => ({ currency, minor: 0 })),
  ]
}

/** What was set: `50%`, `430 in 30 days`, `$9,000 in 30 days`. */
export function goalLevel({ figure, currency, level }: Pick<Goal, "figure" | "currency" | "level">): string {
  if (isRateGoal(figure)) return `${hundredths.format(level)}%`
  const amount = isMoneyGoal(figure) ? moneyLevel(level, currency ?? "") : hundredths.format(level)
  return `${amount} in ${goalDays} days`
}

function moneyLevel(level: number, currency: string): string {
  const minor = Math.round(level / majorUnits(1, currency))
  return Number.isInteger(level)
    ? formatMoney(minor, currency).replace(/\.0+(?=$|\s)/, "")
    : formatMoney(minor, currency)
}

/** `1 September`, with its year where it is of another one. @param asOf the moment of the figures, ISO 8601 */
export function sinceWords(since: string, asOf: string): string {
  const isOther = since.slice(0, 4) !== asOf.slice(0, 4)
  return new Intl.DateTimeFormat("en-GB", {
    ...{ day: "numeric", month: "long", timeZone: "UTC" },
    ...(isOther && { year: "numeric" }),
  }).format(new Date(`${since}T00:00:00Z`))
}

/** A value of the figure as it is said. */
const said = ({ figure, currency }: Goal, value: number): string =>
  isMoneyGoal(figure)
    ? monthlyMoney(Math.round(value), currency ?? "")
    : isRateGoal(figure)
      ? (percent(value) ?? "")
      : digits.format(Math.round(value))

interface Distance {
  side: "above" | "below" | "on"
  /** `3.7 points`, `4`, `$120`; empty where it is on it. */
  far: string
  short: string
}

/** Of figures as they are said, so that a reader who subtracts them finds the same. */
function distanceOf(goal: StandingGoal, value: number, target: number): Distance {
  if (isRateGoal(goal.figure)) {
    const tenth = (rate: number) => Math.round(rate * 1000) / 10
    const by = tenth(value) - Math.round(goal.level * 100) / 100
    const far = tenths.format(Math.abs(by))
    if (far === "0.0") return { side: "on", far: "", short: "" }
    const side = by > 0 ? "above" : "below"
    return { side, far: far === "1.0" ? "1 point" : `${far} points`, short: `${far} pt` }
  }
  const by = Math.round(value) - Math.round(target)
  if (by === 0) return { side: "on", far: "", short: "" }
  const far = said(goal, Math.abs(by))
  return { side: by > 0 ? "above" : "below", far, short: far }
}

/**
 * How a figure stands to its goal, as the end of a sentence: `3.7 points below the goal of 50% since 1 September`, `4 below the goal of
 * 100 for these days (430 in 30 days since 1 September)`. Null where the goal says nothing of the span, or nothing is known of the figure.
 * @param asOf the moment of the figures, ISO 8601
 */
export function goalPhrase(goal: StandingGoal, value: number | null, asOf: string): string | null {
  if (goal.target === null || value === null) return null
  const { side, far } = distanceOf(goal, value, goal.target)
  const where = side === "on" ? "on" : `${far} ${side}`
  const since = `since ${sinceWords(goal.since, asOf)}`
  return isRateGoal(goal.figure)
    ? `${where} the goal of ${goalLevel(goal)} ${since}`
    : `${where} the goal of ${said(goal, goal.target)} for these days (${goalLevel(goal)} ${since})`
}

/** The same beside a figure, where there is room for a few words: `Goal 50%: 3.7 pt below`, `Goal 50% from 1 December`. */
export function goalNote(goal: StandingGoal, value: number | null, asOf: string): string {
  const { target } = goal
  // it says nothing of a span before it, and a number says nothing without a first day
  if (target === null) return `Goal ${goalLevel(goal)} from ${sinceWords(goal.since, asOf)}`
  const level = isRateGoal(goal.figure) ? goalLevel(goal) : said(goal, target)
  if (value === null) return `Goal ${level}`
  const { side, short } = distanceOf(goal, value, target)
  return `Goal ${level}: ${side === "on" ? "reached exactly" : `${short} ${side}`}`
}
