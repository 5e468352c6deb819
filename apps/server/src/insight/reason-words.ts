import type { ReasonRow } from "@holdfast/protocol/dashboard"
import { answerKey } from "../session/answer-key.ts"
import { countTablesAt } from "../session/count/tables/count-tables.ts"
import type { TableRow } from "../session/count/tables/table.ts"
import type { Beside } from "./panel.ts"
import type { PublishedFlow } from "./published-flows.ts"

/** What the sessions of a whole workspace say of reasons, whatever was chosen on the page. */
export interface Elsewhere {
  /** By `reason`, `blueprintId`. */
  chosen: readonly TableRow[]
  /** By `reason`, `response`, `day`. */
  said: readonly TableRow[]
}

const nothing: Elsewhere = { chosen: [], said: [] }
const asked = new WeakMap<Beside, Promise<Elsewhere>>()

/**
 * Asked only where the published versions do not tell everything of these sessions, and once a page.
 * @param rows what is to be told, as versions and reasons
 */
export async function readElsewhere(
  beside: Beside,
  rows: readonly { blueprintId: string | null; reason: string | null; sawSurvey: boolean }[],
): Promise<Elsewhere> {
  const { moment, valid, timeZone, flows } = beside
  const versions = new Set<string | null>(flows.map(({ id }) => id))
  const choices = new Set(flows.flatMap(({ choices }) => choices.map(({ guid }) => guid)))
  const isTold = rows.every(
    ({ blueprintId, reason, sawSurvey }) =>
      (!sawSurvey || versions.has(blueprintId)) && (reason === null || choices.has(reason)),
  )
  if (isTold) return nothing
  const known = asked.get(beside)
  if (known) return known
  const { workspaceId, mode } = valid
  const tables = {
    chosen: { by: ["reason", "blueprintId"] },
    said: { by: ["reason", "response", "day"] },
  } as const
  const reading = countTablesAt(moment, { workspaceId, mode }, tables, timeZone)
  asked.set(beside, reading)
  return reading
}

/** The texts of reasons, the newest first. */
export interface ReasonWords {
  nameOf(reason: string): string
  wordingsOf(reason: string): ReasonRow["wordings"]
}

/**
 * A choice of a published version says itself what it read; of one that no version has, the sessions do.
 * @param flows the oldest first
 */
export function reasonWords(flows: readonly PublishedFlow[], { said }: Elsewhere): ReasonWords {
  const published = new Map<string, Map<string, ReasonRow["wordings"][number]["versions"]>>()
  for (const { id: blueprintId, name, publishedAt, choices } of flows.toReversed())
    for (const { guid, text } of choices) {
      const wordings = published.get(guid) ?? new Map()
      published.set(guid, wordings)
      const versions = wordings.get(text) ?? []
      wordings.set(text, [...versions, { blueprintId, name, publishedAt: publishedAt.toISOString() }])
    }
  const textsOf = new Map<string, string[]>()
  for (const { values } of [...said].sort(byDay)) {
    const [reason, text] = values
    if (reason == null || text == null) continue
    const texts = textsOf.get(reason) ?? []
    textsOf.set(reason, texts)
    if (!texts.includes(text)) texts.push(text)
  }
  const wordingsOf = (reason: string) => {
    const wordings = published.get(reason)
    return wordings
      ? Array.from(wordings, ([text, versions]) => ({ text, versions }))
      : (textsOf.get(reason) ?? [reason]).map((text) => ({ text, versions: [] }))
  }
  return { wordingsOf, nameOf: (reason) => wordingsOf(reason)[0]?.text ?? reason }
}

/** The newest first; of one day what was said most often. */
const byDay = (a: TableRow, b: TableRow): number => {
  const [, textA = "", dayA = ""] = a.values
  const [, textB = "", dayB = ""] = b.values
  if (dayA !== dayB) return (dayA ?? "") > (dayB ?? "") ? -1 : 1
  return b.count - a.count || ((textA ?? "") < (textB ?? "") ? -1 : 1)
}

/** The answers to follow-up questions that a customer could pick in any version: every other one is in their own words. */
export const pickedAnswers = (flows: readonly PublishedFlow[]): ReadonlySet<string> =>
  new Set(["", ...flows.flatMap(({ choices }) => choices.flatMap(({ options }) => options))])

/** The same by their keys, which the measure `answer` counts by. */
export const pickedByKey = (flows: readonly PublishedFlow[]): ReadonlyMap<string, string> =>
  new Map(Array.from(pickedAnswers(flows), (answer) => [answerKey(answer), answer]))
