import type { Rate } from "@holdfast/protocol/dashboard"
import type { TableRow } from "../session/count/tables/table.ts"
import type { PublishedFlow } from "./published-flows.ts"
import { rateOf } from "./rate.ts"
import type { Elsewhere } from "./reason-words.ts"

/** To which versions' customers each reason was displayed; null stands for sessions that name no version. */
export type Displayed = ReadonlyMap<string, ReadonlySet<string | null>>

/**
 * A published version displays the choices of its survey. Of a version that is not published here, as of a session from an
 * SDK or an import, only the sessions tell: it displays what anybody in the workspace chose in it.
 */
export function displayedReasons(flows: readonly PublishedFlow[], { chosen }: Elsewhere): Displayed {
  const displayed = new Map<string, Set<string | null>>()
  const add = (reason: string, version: string | null) => {
    const versions = displayed.get(reason)
    if (versions) versions.add(version)
    else displayed.set(reason, new Set([version]))
  }
  const published = new Set<string | null>(flows.map(({ id }) => id))
  for (const { id, choices } of flows) for (const { guid } of choices) add(guid, id)
  for (const { values } of chosen) {
    const [reason = null, version = null] = values
    if (reason !== null && !published.has(version)) add(reason, version)
  }
  return displayed
}

/** The columns that shares are made of. Others may follow. */
export const shareColumns = ["sawSurvey", "blueprintId", "reason"] as const

export interface Shares {
  /** Chose it ÷ it was displayed to. Whoever chose it has seen it, whatever their version says. */
  shareOf(reason: string): Rate
  /** Saw the survey and chose nothing ÷ saw it. */
  unanswered: Rate
}

/** @param rows sessions by `shareColumns` */
export function sharesOf(rows: readonly TableRow[], displayed: Displayed): Shares {
  const saw = new Map<string | null, number>()
  const chose = new Map<string, Map<string | null, number>>()
  let [all, answered] = [0, 0]
  for (const { values, count } of rows) {
    const [sawSurvey, version = null, reason = null] = values
    if (sawSurvey !== "true") continue
    all += count
    saw.set(version, (saw.get(version) ?? 0) + count)
    if (reason === null) continue
    answered += count
    const byVersion = chose.get(reason) ?? new Map<string | null, number>()
    chose.set(reason, byVersion)
    byVersion.set(version, (byVersion.get(version) ?? 0) + count)
  }
  return {
    shareOf(reason) {
      const versions = displayed.get(reason)
      let [count, of] = [0, 0]
      for (const version of versions ?? []) of += saw.get(version) ?? 0
      for (const [version, chosen] of chose.get(reason) ?? []) {
        count += chosen
        if (!versions?.has(version)) of += chosen
      }
      return rateOf(count, of)
    },
    unanswered: rateOf(all - answered, all),
  }
}
