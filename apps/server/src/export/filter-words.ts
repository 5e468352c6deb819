import { type Dimension, dimensions, dimensionWords, valueLabel } from "@holdfast/protocol"
import type { Db } from "../db/database.ts"
import { segmentNames } from "../flow/segment-names.ts"
import type { PlanLabels } from "../session/read/plan-labels.ts"
import type { IdName, SessionFilter, Values } from "../session/read/session-filter.ts"

const idTitles: Readonly<Record<IdName, string>> = {
  sessionId: "Session",
  customerId: "Customer ID",
  customerEmail: "Email",
}
/** Values of one dimension that are named before the rest is a number. */
const mostNamed = 20

export interface FilterWords {
  /** For whoever asked: `Live, from 3 September 2026 (Europe/Berlin), Plan ID: pro-annual ($290.00 / year)`. */
  full: string
  /** For the audit log, which keeps of customers no more than their id: how many emails, and that there was a search. */
  audit: string
}

/**
 * A filter for a person to read.
 * @param timeZone of its days and times
 */
export async function filterWords(
  db: Db,
  planLabels: PlanLabels,
  filter: SessionFilter,
  timeZone: string,
): Promise<FilterWords> {
  const { is, not, ids, notIds } = filter
  const planIds = [is?.planId, not?.planId].flatMap((values) => values ?? []).filter((id) => id !== null)
  const segments = is?.segmentId || not?.segmentId ? await segmentNames(db, filter.workspaceId) : null
  const plans = await planLabels.of(filter, planIds)
  const named = (dimension: Dimension, values: Values) =>
    namesOf(values, (value) => {
      const segment = value !== null && dimension === "segmentId" && segments?.get(value)
      if (segment) return segment
      const plan = value !== null && dimension === "planId" && plans.get(value)
      return plan ? `${value} (${plan})` : valueLabel(dimension, value)
    })
  const full = [filter.mode.slice(0, 1).toUpperCase() + filter.mode.slice(1), timeWords(filter, timeZone)]
  const audit = [...full]
  const say = (text: string, auditText = text) => {
    full.push(text)
    audit.push(auditText)
  }
  if (filter.search !== undefined) say(`search for “${shorten(filter.search)}”`, "search for a text")
  for (const dimension of dimensions) {
    const [any, none] = [is?.[dimension], not?.[dimension]]
    const { title } = dimensionWords[dimension]
    if (any) say(`${title}: ${named(dimension, any)}`)
    if (none) say(`${title} not: ${named(dimension, none)}`)
  }
  for (const name of ["sessionId", "customerId", "customerEmail"] as const) {
    const [any, none] = [ids?.[name], notIds?.[name]]
    const auditNames = (values: Values) =>
      name === "customerEmail" ? countOf(values) : namesOf(values, String)
    if (any) say(`${idTitles[name]}: ${namesOf(any, String)}`, `${idTitles[name]}: ${auditNames(any)}`)
    if (none)
      say(`${idTitles[name]} not: ${namesOf(none, String)}`, `${idTitles[name]} not: ${auditNames(none)}`)
  }
  return { full: full.join(", "), audit: audit.join(", ") }
}

function namesOf(values: Values, nameOf: (value: string | null) => string): string {
  if (values.length === 0) return "nothing"
  const names = values.slice(0, mostNamed).map((value) => shorten(nameOf(value)))
  const more = values.length - names.length
  return names.join(" or ") + (more > 0 ? ` or one of ${more} more` : "")
}

const countOf = ({ length }: Values) => `${length} ${length === 1 ? "address" : "addresses"}`

const shorten = (text: string) => {
  const characters = Array.from(text.replace(/\s+/g, " "))
  return characters.length > 100 ? `${characters.slice(0, 100).join("")}…` : characters.join("")
}

/** Whole days where they are: `to` is the first instant that is left out. */
function timeWords({ from, to }: SessionFilter, timeZone: string): string {
  if (!from && !to) return "all time"
  const day = new Intl.DateTimeFormat("en-GB", { timeZone, dateStyle: "long" })
  const exact = new Intl.DateTimeFormat("en-GB", { timeZone, dateStyle: "long", timeStyle: "medium" })
  const clock = new Intl.DateTimeFormat("en-GB", { timeZone, timeStyle: "medium" })
  const isMidnight = (at: Date) => at.getTime() % 1000 === 0 && clock.format(at) === "00:00:00"
  const begin = from && `from ${(isMidnight(from) ? day : exact).format(from)}`
  const end =
    to && (isMidnight(to) ? `to ${day.format(new Date(to.getTime() - 1))}` : `until ${exact.format(to)}`)
  return `${[begin, end].filter(Boolean).join(" ")} (${timeZone})`
}
