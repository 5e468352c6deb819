import { digits } from "../parts/digits.ts"

const hoursOfDay = 24

/** A span as a person says it: whole days as days. */
export interface KeptSpan {
  amount: number
  unit: "hours" | "days"
}

export const spanOf = (hours: number): KeptSpan =>
  hours % hoursOfDay === 0 ? { amount: hours / hoursOfDay, unit: "days" } : { amount: hours, unit: "hours" }

export const hoursOf = ({ amount, unit }: KeptSpan): number =>
  unit === "days" ? amount * hoursOfDay : amount

/** The longest that can be said, beside "for ever": ten years. */
export const mostHours = 87_600

/** `90 days`, `1 hour`, `for ever`. */
export function keepWords(hours: number | null): string {
  if (hours === null) return "for ever"
  const { amount, unit } = spanOf(hours)
  return `${digits.format(amount)} ${amount === 1 ? unit.slice(0, -1) : unit}`
}
