import { createHash } from "node:crypto"
import type { Dimension } from "@holdfast/protocol"
import type { Insertable } from "kysely"
import type { SessionRow } from "../../db/schema.ts"
import { naiveDimensions, newestFirst } from "../../testing/naive-filter.ts"
import type { Table, TableColumn } from "../count/tables/table.ts"
import { type Breakdown, isTimeUnit, type TimeUnit } from "../count/time-unit.ts"
import type { Measure } from "../measures.ts"
import type { SessionFilter, Values } from "../read/session-filter.ts"
import { type OffersSource, offersOf } from "../session-offers.ts"

/** A session as it is written into the table. */
export type Stored = Omit<Insertable<SessionRow>, "created_at"> & { created_at: Date }

/** The filter applied to every session in memory: what all readers must agree with. Newest first. */
export function naiveMatches(sessions: readonly Stored[], filter: SessionFilter): Stored[] {
  return newestFirst(sessions.filter((session) => isMatch(session, filter)))
}

function isMatch(session: Stored, filter: SessionFilter): boolean {
  const { workspaceId, mode, from, to, upTo, search, is = {}, not = {}, ids = {}, notIds = {} } = filter
  const words = filter.offers || filter.notOffers ? naiveOfferWords(session) : []
  const hasWord = (word: string) => words.includes(word)
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
    (filter.offers?.some(hasWord) ?? true) &&
    !filter.notOffers?.some(hasWord) &&
    Object.entries(ids).every(isOne) &&
    !Object.entries(notIds).some(isOne)
  )
}

/** What the session did with each offer and each kind of offer: one that was taken once was taken. */
export function naiveOfferWords(session: Stored): string[] {
  const detail = typeof session.detail === "string" ? JSON.parse(session.detail) : session.detail
  const offers = offersOf({ ...session, detail } as unknown as OffersSource)
  const keys = new Set(offers.flatMap(({ offer_type, guid }) => (guid ? [offer_type, guid] : [offer_type])))
  return Array.from(keys, (key) => {
    const ends = offers
      .filter((each) => each.offer_type === key || each.guid === key)
      .map(({ ended }) => ended)
    const strongest = ends.includes("accepted")
      ? "accepted"
      : ends.includes("declined")
        ? "declined"
        : "ignored"
    return `${strongest}:${key}`
  })
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

interface Priced {
  customer?: { itemQuantity?: number | null } | null
  clicks?: number | null
  secondsToCancel?: number | null
  stepsViewed?: { stepType?: string | null }[] | null
}

export const detailOf = ({ detail }: Stored): Priced =>
  (typeof detail === "string" ? JSON.parse(detail) : detail) as Priced

const isPriced = (session: Stored) => naiveDimensions.priced(session) === "true"
const text = (value: number | null | undefined) => (value == null ? null : String(value))

const naiveMeasures: Readonly<Record<Measure, (session: Stored) => string | null>> = {
  period: (session) =>
    isPriced(session)
      ? `${session.currency?.toLowerCase()} ${session.billing_interval} ${Math.max(1, session.billing_interval_count ?? 1)}`
      : null,
  amount: (session) => {
    if (!isPriced(session)) return null
    const hundredths = Math.round((session.plan_price ?? 0) * 100)
    const amount = BigInt(hundredths) * BigInt(detailOf(session).customer?.itemQuantity ?? 1)
    return String(amount > 10n ** 17n ? 10n ** 17n : amount)
  },
  sawSurvey: (session) =>
    String(
      session.survey_choice_id != null ||
        session.survey_choice_value != null ||
        (detailOf(session).stepsViewed ?? []).some(({ stepType }) => stepType === "SURVEY"),
    ),
  answer: ({ followup_response: answer }) =>
    answer == null ? null : createHash("md5").update(answer).digest("hex").slice(0, 20),
  clicks: (session) => text(detailOf(session).clicks),
  secondsToCancel: (session) => text(detailOf(session).secondsToCancel),
}

/** How many sessions have which combination of values and what their amounts come to, as lines in order. */
export function naiveTable(sessions: readonly Stored[], { by, amounts }: Table, timeZone: string): string[] {
  const partOf = (session: Stored, column: TableColumn, word: string | null) => {
    if (column === "offers") return word
    if (isTimeUnit(column)) return timeLabel(session.created_at, column, timeZone)
    if (column in naiveMeasures) return naiveMeasures[column as Measure](session)
    return naiveDimensions[column as Dimension](session)
  }
  const rows = new Map<string, { count: number; amount: bigint }>()
  for (const session of sessions)
    for (const word of by.includes("offers") ? naiveOfferWords(session) : [null]) {
      const key = JSON.stringify(by.map((column) => partOf(session, column, word)))
      const row = rows.get(key) ?? { count: 0, amount: 0n }
      row.count++
      if (amounts) row.amount += BigInt(naiveMeasures.amount(session) ?? 0)
      rows.set(key, row)
    }
  return Array.from(rows, ([key, { count, amount }]) => `${key} ${count} ${amount}`).sort()
}

const dayFormats = new Map<string, Intl.DateTimeFormat>()

function dayFormat(timeZone: string): Intl.DateTimeFormat {
  const known = dayFormats.get(timeZone)
  if (known) return known
  const format = new Intl.DateTimeFormat("en-CA", {
    ...{ timeZone, year: "numeric", month: "2-digit", day: "2-digit" },
  })
  dayFormats.set(timeZone, format)
  return format
}

/** The day, ISO week or month in which an instant lies. */
export function timeLabel(at: Date, unit: TimeUnit, timeZone: string): string {
  const day = dayFormat(timeZone).format(at)
  if (unit === "day") return day
  if (unit === "month") return day.slice(0, 7)
  // the ISO week belongs to the year of its Thursday
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + 4 - (date.getUTCDay() || 7))
  const week = Math.ceil(((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / 86_400_000 + 1) / 7)
  return `${date.getUTCFullYear()}-W${String(week).padStart(2, "0")}`
}
