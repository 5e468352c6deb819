import { type AuditAction, auditActions } from "@holdfast/protocol/dashboard"
import type { ViewSearch } from "../analytics/view/view.ts"
import type { AuditScope } from "../api/audit.ts"
import { type DateRange, defaultRange, instantsOf, writeRange } from "../time/date-range.ts"
import type { Day } from "../time/day.ts"
import { readRange } from "../time/read-range.ts"

/** What of the log a person looks at, and may send to a colleague as an address. */
export interface AuditView {
  range: DateRange
  /** An id; `null` as a text for jobs and commands; null for everybody. */
  who: string | null
  /** None means every action. */
  what: readonly AuditAction[]
  search: string | null
}

/** Characters that one search takes. */
export const mostSearched = 1000

/** Reads any address; what cannot be read is left out, and `isWhole` says whether anything was. */
export function readAuditView({ workspace: _, range, from, to, who, what, q, ...others }: ViewSearch): {
  view: AuditView
  isWhole: boolean
} {
  const days = readRange({ range, from, to })
  const named = (what ?? "").split(",").filter((name) => name !== "")
  const actions = auditActions.filter((action) => named.includes(action))
  const search = q !== undefined && q !== "" && q.length <= mostSearched ? q : null
  const actor = who !== undefined && who !== "" && who.length <= 200 ? who : null
  const isWhole =
    days !== null &&
    actions.length === new Set(named).size &&
    search === (q ?? null) &&
    actor === (who ?? null) &&
    Object.values(others).every((value) => value === undefined)
  return { view: { range: days ?? defaultRange, who: actor, what: actions, search }, isWhole }
}

/** The address of a view, the opposite of `readAuditView`. The workspace is kept as it was. */
export function auditSearchOf(
  { range, who, what, search }: AuditView,
  workspace: string | undefined,
): ViewSearch {
  return {
    ...(workspace !== undefined && { workspace }),
    ...writeRange(range),
    ...(who !== null && { who }),
    ...(what.length > 0 && { what: what.join(",") }),
    ...(search !== null && { q: search }),
  }
}

/** The entries that a view shows. */
export const auditScopeOf = (view: AuditView, appId: string, today: Day): AuditScope => ({
  appId,
  ...instantsOf(view.range, today),
  actor: view.who,
  actions: view.what,
  search: view.search,
})
