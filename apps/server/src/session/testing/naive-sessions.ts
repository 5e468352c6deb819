import type { Dimension } from "@holdfast/protocol"
import type { Insertable } from "kysely"
import type { SessionRow } from "../../db/schema.ts"
import { naiveDimensions, newestFirst } from "../../testing/naive-filter.ts"
import { type Breakdown, isTimeUnit, type TimeUnit } from "../count/time-unit.ts"
import type { SessionFilter, Values } from "../read/session-filter.ts"

/** A session as it is written into the table. */
export type Stored = Omit<Insertable<SessionRow>, "created_at"> & { created_at: Date }

/** The filter applied to every session in memory: what all readers must agree with. Newest first. */
export function naiveMatches(sessions: readonly Stored[], filter: SessionFilter): Stored[] {
  return newestFirst(sessions.filter((session) => isMatch(session, filter)))
}

function isMatch(session: Stored, filter: SessionFilter): boolean {
  const { workspaceId, mode, from, to, upTo, search, is = {}, not = {}, ids = {}, notIds = {} } = filter
  const at = session.created_at
  const known = {
    sessionId: session.foreign_id ?? session.id,
    customerId: session.customer_id,
    customerEmail: session.customer_email,
  }
  const hasOne = ([dimension, values]: [string, Values]) =>
    values.includes(naiveDimensions[dimension as Dimension](session))
  const isOne = ([name, values]: [string, readonly string[]]) => {
    const one = known[name as keyof typeof known]
    return one != null && values.includes(one)
  }
  return (
    session.workspace_id === workspaceId &&
    session.mode === mode &&
    (!from || at >= from) &&
    (!to || at < to) &&
    (!upTo || at <= upTo) &&
    (search === undefined || hasText(session, search)) &&
    Object.entries(is).every(hasOne) &&
    !Object.entries(not).some(hasOne) &&
    Object.entries(ids).every(isOne) &&
    !Object.entries(notIds).some(isOne)
  )
}

/** What a typographic sign is searched as: those of the random texts, each written out. */
const plainSigns: Readonly<Record<string, string>> = {
  "\r\n": " ",
  "\r": " ",
  "\n": " ",
  "\u00a0": " ",
  "\u202f": " ",
  "\u200b": "",
  "\u2018": "'",
  "\u2019": "'",
  "\u201c": '"',
  "\u201d": '"',
  "\u00ab": '"',
  "\u00bb": '"',
  "\u2011": "-",
  "\u2013": "-",
  "\u2014": "-",
}
const signs = Object.keys(plainSigns)

/** Within one of the fields, whatever its case and its typography. Everything has the empty text. */
export function hasText(session: Stored, search: string): boolean {
  const plain = (text: string) =>
    signs.reduce(
      (left, sign) => left.replaceAll(sign, plainSigns[sign] as string),
      text.normalize("NFC").toLowerCase(),
    )
  const texts = [
    session.customer_email,
    session.customer_id,
    session.survey_choice_value,
    session.followup_question,
    session.followup_response,
    session.feedback,
  ]
  return search === "" || texts.some((text) => text && plain(text).includes(plain(search)))
}

/** How many sessions have which combination of values, as lines of JSON in order. */
export function naiveCounts(
  sessions: readonly Stored[],
  by: readonly Breakdown[],
  timeZone: string,
): string[] {
  const counts = new Map<string, number>()
  for (const session of sessions) {
    const key = JSON.stringify(
      by.map((each) =>
        isTimeUnit(each) ? timeLabel(session.created_at, each, timeZone) : naiveDimensions[each](session),
      ),
    )
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return Array.from(counts, ([values, count]) => `${values} ${count}`).sort()
}

function timeLabel(at: Date, unit: TimeUnit, timeZone: string): string {
  const day = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).format(at)
  if (unit === "day") return day
  if (unit === "month") return day.slice(0, 7)
  // the ISO week belongs to the year of its Thursday
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + 4 - (date.getUTCDay() || 7))
  const week = Math.ceil(((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / 86_400_000 + 1) / 7)
  return `${date.getUTCFullYear()}-W${String(week).padStart(2, "0")}`
}
