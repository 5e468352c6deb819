import { valueLabel } from "@holdfast/protocol"
import type { ResponseFlow } from "@holdfast/protocol/dashboard"
import type { Table, TableRow } from "../../session/count/tables/table.ts"
import { monthlyValues } from "../monthly-value.ts"
import { panel } from "../panel.ts"
import type { PublishedFlow } from "../published-flows.ts"
import { countOf } from "../rate.ts"
import { pickedByKey, type ReasonWords, readElsewhere, reasonWords } from "../reason-words.ts"

const table = {
  by: ["reason", "answer", "outcome", "period"],
  amounts: true,
} as const satisfies Table

/** From the reason over the answer to its follow-up question to how the session ended. Every valid session is in it once. */
export const responseFlow = panel({
  tables: () => ({ answers: table }),
  answer: async ({ answers }, _before, beside): Promise<ResponseFlow> => {
    const told = answers.map(({ values }) => ({
      ...{ blueprintId: null, sawSurvey: false },
      reason: values[0] ?? null,
    }))
    return responseFlowOf(answers, beside.flows, reasonWords(beside.flows, await readElsewhere(beside, told)))
  },
})

type Node = Omit<ResponseFlow["nodes"][number], "sessions">

/** In the order in which sessions end. */
const outcomes = ["canceled", "saved", "abandoned"]

/** @param rows the valid sessions by `table` */
export function responseFlowOf(
  rows: readonly TableRow[],
  flows: readonly PublishedFlow[],
  { nameOf }: Pick<ReasonWords, "nameOf">,
): ResponseFlow {
  const picked = pickedByKey(flows)
  const said = new Set(rows.map(({ values }) => picked.get(values[1] ?? "")))
  const without = [...[...said].filter((answer) => answer !== undefined).sort(), null]
  const ownWords: Node = {
    ...{ id: "followup own words", column: "followup", key: null, name: "In their own words" },
    without,
  }
  const paths = rows.map((row) => {
    const [reason = null, key = null, outcome = null] = row.values
    const answer = key === null ? null : (picked.get(key) ?? null)
    const isOwn = key !== null && !picked.has(key)
    return {
      row,
      nodes: [
        node("reason", reason, reason === null ? "No reason" : nameOf(reason)),
        isOwn ? ownWords : node("followup", answer, answer || "No follow-up"),
        node("outcome", outcome, valueLabel("outcome", outcome)),
      ] as const,
    }
  })
  const nodes = new Map<string, Node>()
  const through = new Map<string, TableRow[]>()
  const links = new Map<string, { from: string; to: string; rows: TableRow[] }>()
  for (const { row, nodes: own } of paths) {
    for (const each of own) {
      nodes.set(each.id, each)
      push(through, each.id, row)
    }
    const [reason, followup, outcome] = own
    for (const [from, to] of [
      [reason.id, followup.id],
      [followup.id, outcome.id],
    ] as const) {
      const key = JSON.stringify([from, to])
      const link = links.get(key)
      if (link) link.rows.push(row)
      else links.set(key, { from, to, rows: [row] })
    }
  }
  return {
    nodes: Array.from(nodes.values(), (each) => ({
      ...each,
      sessions: countOf(through.get(each.id) ?? []),
    })).sort(
      (a, b) =>
        columns.indexOf(a.column) - columns.indexOf(b.column) ||
        (a.column === "outcome" ? outcomes.indexOf(a.key ?? "") - outcomes.indexOf(b.key ?? "") : 0) ||
        b.sessions - a.sessions ||
        (a.id < b.id ? -1 : 1),
    ),
    links: Array.from(links.values(), ({ from, to, rows }) => ({
      ...{ from, to, sessions: countOf(rows) },
      value: monthlyValues(
        rows.flatMap(({ values: [, , , period], amount }) => (period ? [{ period, amount }] : [])),
      ),
    })).sort((a, b) => b.sessions - a.sessions || (a.from + a.to < b.from + b.to ? -1 : 1)),
  }
}

const columns: readonly Node["column"][] = ["reason", "followup", "outcome"]

const node = (column: Node["column"], key: string | null, name: string): Node => ({
  id: key === null ? column : `${column}:${key}`,
  ...{ column, key, name },
})

function push<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = lists.get(key)
  if (list) list.push(value)
  else lists.set(key, [value])
}
