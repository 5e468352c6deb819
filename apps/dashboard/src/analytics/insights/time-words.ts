import type { InsightUnit } from "@holdfast/protocol/dashboard"
import { addDays, type Day } from "../../time/day.ts"

/** The first day of a day, week or month as the server labels it: `2026-08-31`, `2026-W36`, `2026-08`. */
export function dayOfLabel(label: string, unit: InsightUnit): Day {
  if (unit === "day") return label
  if (unit === "month") return `${label}-01`
  const [year = "1970", week = "1"] = label.split("-W")
  // the 4th of January lies in the first week
  const fourth = `${year}-01-04`
  const weekday = (new Date(`${fourth}T00:00:00Z`).getUTCDay() + 6) % 7
  return addDays(fourth, (Number(week) - 1) * 7 - weekday)
}

const day = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "long",
  year: "numeric",
  timeZone: "UTC",
})
const month = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" })

/** `31 August 2026`, `Week of 31 August 2026`, `August 2026`. */
export function unitWords(first: Day, unit: InsightUnit): string {
  const at = new Date(`${first}T00:00:00Z`)
  if (unit === "month") return month.format(at)
  return unit === "week" ? `Week of ${day.format(at)}` : day.format(at)
}
