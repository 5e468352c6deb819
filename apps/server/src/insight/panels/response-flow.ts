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
  const nodes = new Map<string, Node>()
  const through = new Map<string, number>()
  const links = new Map<string, { from: string; to: string; paths: Path[] }>()
  for (const path of pathsOf(rows, picked)) {
    const { reason, answer, outcome } = path
    const steps = [
      node("reason", reason, reason === null ? "No reason" : nameOf(reason)),
      answer === undefined ? ownWords : node("followup", answer, answer || "No follow-up"),
      node("outcome", outcome, valueLabel("outcome", outcome)),
    ] as const
    const sessions = countOf(path.rows)
    for (const each of steps) {
      nodes.set(each.id, each)
      through.set(each.id, (through.get(each.id) ?? 0) + sessions)
    }
    for (const [{ id: from }, { id: to }] of [
      [steps[0], steps[1]],
      [steps[1], steps[2]],
    ] as const)
      within(links, JSON.stringify([from, to]), () => ({ from, to, paths: [] })).paths.push(path)
  }
  return {
    nodes: Array.from(nodes.values(), (each) => ({
      ...each,
      sessions: through.get(each.id) ?? 0,
    })).sort(
      (a, b) =>
        columns.indexOf(a.column) - columns.indexOf(b.column) ||
        (a.column === "outcome" ? outcomes.indexOf(a.key ?? "") - outcomes.indexOf(b.key ?? "") : 0) ||
        b.sessions - a.sessions ||
        (a.id < b.id ? -1 : 1),
    ),
    links: Array.from(links.values(), ({ from, to, paths }) => ({ from, to, rows: paths.flatMap(rowsOf) }))
      .map(({ from, to, rows }) => ({
        ...{ from, to, sessions: countOf(rows) },
        value: monthlyValues(
          rows.flatMap(({ values: [, , , period], amount }) => (period ? [{ period, amount }] : [])),
        ),
      }))
      .sort((a, b) => b.sessions - a.sessions || (a.from + a.to < b.from + b.to ? -1 : 1)),
  }
}

const columns: readonly Node["column"][] = ["reason", "followup", "outcome"]

const node = (column: Node["column"], key: string | null, name: string): Node => ({
  id: key === null ? column : `${column}:${key}`,
  ...{ column, key, name },
})

/** The sessions that go the same way. */
interface Path {
  reason: string | null
  /** One that could be picked; null for none, undefined for any in their own words. */
  answer: string | null | undefined
  outcome: string | null
  rows: TableRow[]
}

const rowsOf = ({ rows }: Path) => rows

/** Own words are as many as sessions: what goes the same way is put together before anything is made of it. */
function pathsOf(rows: readonly TableRow[], picked: ReadonlyMap<string, string>): Path[] {
  const found = new Map<Path["reason"], Map<Path["answer"], Map<Path["outcome"], Path>>>()
  const paths: Path[] = []
  for (const row of rows) {
    const [reason = null, key = null, outcome = null] = row.values
    const answer = key === null ? null : picked.get(key)
    const ends = within(
      within(found, reason, () => new Map()),
      answer,
      () => new Map(),
    )
    const path = within(ends, outcome, () => {
      const first: Path = { reason, answer, outcome, rows: [] }
      paths.push(first)
      return first
    })
    path.rows.push(row)
  }
  return paths
}

function within<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const known = map.get(key)
  if (known !== undefined) return known
  const made = make()
  map.set(key, made)
  return made
}
