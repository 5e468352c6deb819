import { offerTypes } from "@holdfast/protocol"
import type { ResponseFlow } from "@holdfast/protocol/dashboard"
import type { Choice } from "../../../api/choice.ts"
import type { SankeyNode, SankeyRow } from "../../../charts/lay-ribbons.ts"
import { outcomeShade, type Shade } from "../../../charts/shade.ts"
import { not, only } from "../link-to.ts"
import type { LinkTo } from "./panel-place.ts"

type FlowNode = ResponseFlow["nodes"][number]

/** Sessions, or the monthly value of one currency, by its code. */
export type FlowMeasure = "sessions" | `value ${string}`

const layers = { reason: 0, followup: 1, outcome: 2 }

/** What is drawn: the places, and the streams between them as wide as the measure says. */
export function flowRibbons({ nodes, links }: ResponseFlow, measure: FlowMeasure, linkTo: LinkTo) {
  const currency = measure === "sessions" ? null : measure.slice("value ".length)
  const priced = currency === null ? [] : [only("currency", currency), only("priced", "true")]
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const drawn = nodes.map(
    (node): SankeyNode => ({
      ...{ key: node.id, label: node.name, layer: layers[node.column], shade: shadeOf(node) },
      href: linkTo([...choicesOf(node), ...priced]),
    }),
  )
  const rows = links.flatMap(({ from, to, sessions, value }): SankeyRow[] => {
    const [start, end] = [byId.get(from), byId.get(to)]
    if (!start || !end) return []
    const minor = value.find((each) => each.currency === currency)?.minor ?? 0
    return [
      {
        ...{ key: `${from} ${to}`, label: `${start.name} → ${end.name}`, from, to },
        value: currency === null ? sessions : minor,
        href: linkTo([...choicesOf(start), ...choicesOf(end), ...priced]),
      },
    ]
  })
  return { nodes: drawn, rows: rows.toSorted((a, b) => b.value - a.value) }
}

/** The currencies that any stream has, the one that most streams have first. */
export function flowCurrencies({ links }: ResponseFlow): string[] {
  const counts = new Map<string, number>()
  for (const { currency } of links.flatMap(({ value }) => value)) {
    counts.set(currency, (counts.get(currency) ?? 0) + 1)
  }
  return [...counts].toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([currency]) => currency)
}

/** By what the sessions of a place are found. An outcome is an end, or the kind of offer that was taken. */
function choicesOf({ column, key, without: others }: FlowNode): Choice[] {
  // several answers in one place are found by what they are not
  if (others && column !== "outcome") return others.map((other) => not(column, other))
  if (column !== "outcome") return [only(column, key)]
  if (key === null) return [only("outcome", "canceled")]
  const isEnd = ["canceled", "abandoned", "saved"].includes(key)
  return [isEnd ? only("outcome", key) : only("saveType", key)]
}

function shadeOf({ column, key }: FlowNode): Shade {
  if (column !== "outcome") return "neutral"
  if (key === null || key === "canceled") return "canceled"
  const offer = offerTypes.find((type) => type === key)
  return offer ? outcomeShade(offer) : key === "saved" ? "accent" : "abandoned"
}

/** The stream that most sessions take, in a sentence. */
export function flowSummary({ nodes, links }: ResponseFlow): string {
  const outcomes = new Map(nodes.filter(({ column }) => column === "outcome").map((node) => [node.id, node]))
  const total = [...outcomes.values()].reduce((sum, { sessions }) => sum + sessions, 0)
  const reason = nodes
    .filter(({ column, key }) => column === "reason" && key !== null)
    .toSorted((a, b) => b.sessions - a.sessions)[0]
  const named = new Map(nodes.map((node) => [node.id, node]))
  const widest = links.filter(({ to }) => outcomes.has(to)).toSorted((a, b) => b.sessions - a.sessions)[0]
  const [start, end] = [widest && named.get(widest.from), widest && named.get(widest.to)]
  if (!start || !end || !widest || total === 0) return "No session has gone through the flow yet."
  const most = reason ? `“${reason.name}” is the reason of ${percentOf(reason.sessions, total)}. ` : ""
  return `${most}The widest stream to an end: “${start.name}”, then ${end.name} (${percentOf(widest.sessions, total)}).`
}

const percentOf = (count: number, of: number) => `${Math.round((count / of) * 100)}% of the sessions`
