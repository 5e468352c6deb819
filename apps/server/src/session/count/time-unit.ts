import type { Dimension } from "@holdfast/protocol"

/** Days, ISO weeks and months of `createdAt` in a time zone: `2026-08-31`, `2026-W36`, `2026-08`. */
export const timeUnits = ["day", "week", "month"] as const
export type TimeUnit = (typeof timeUnits)[number]

/** What sessions are counted by. */
export type Breakdown = Dimension | TimeUnit

/** As PostgreSQL's `to_char` writes them. */
export const timeFormats: Readonly<Record<TimeUnit, string>> = {
  day: "YYYY-MM-DD",
  week: 'IYYY"-W"IW',
  month: "YYYY-MM",
}

export const isTimeUnit = (name: string): name is TimeUnit => (timeUnits as readonly string[]).includes(name)
