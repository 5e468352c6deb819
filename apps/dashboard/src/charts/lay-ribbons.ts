import { sankey, sankeyLinkHorizontal } from "d3-sankey"
import type { ChartRow } from "./chart-data.ts"
import type { Shade } from "./shade.ts"

/** A stream from one place to another, such as from a reason to an outcome. */
export interface SankeyRow extends ChartRow {
  /** The keys of the places. The first lies in an earlier layer than the second; a stream back is not drawn. */
  from: string
  to: string
  /** How wide it is; what is not above 0 is not drawn. */
  value: number
}

/** A place that streams come from and go to. */
export interface SankeyNode {
  key: string
  label: string
  /** In which column it stands, from 0. */
  layer: number
  shade: Shade
  href: string | null
}

/** A place as it is laid out, in pixels. */
export interface Place {
  node: SankeyNode
  x0: number
  x1: number
  y0: number
  y1: number
  /** As much as comes to it or leaves it, whichever is more. */
  value: number
  /** For its name, to the next column. */
  room: number
  isLast: boolean
}

export interface Ribbon {
  row: SankeyRow
  path: string
  thickness: number
  from: Place
  to: Place
}

const barPx = 10
const leastHeightPx = 220
const perPlacePx = 26

/** Lays the streams out into so many pixels. Places that nothing comes to and nothing leaves are left out. */
export function layRibbons(
  rows: readonly SankeyRow[],
  nodes: readonly SankeyNode[],
  width: number,
): { height: number; places: Place[]; ribbons: Ribbon[] } {
  const byKey = new Map(nodes.map((node) => [node.key, node]))
  const flowing = rows.filter((row) => {
    const [from, to] = [byKey.get(row.from), byKey.get(row.to)]
    return Number.isFinite(row.value) && row.value > 0 && from && to && from.layer < to.layer
  })
  const used = new Set(flowing.flatMap(({ from, to }) => [from, to]))
  const there = [...byKey.values()].filter(({ key }) => used.has(key))
  if (there.length === 0) return { height: 0, places: [], ribbons: [] }
  const layers = [...new Set(there.map(({ layer }) => layer))].toSorted((a, b) => a - b)
  const most = Math.max(...layers.map((layer) => there.filter((node) => node.layer === layer).length))
  const height = Math.max(leastHeightPx, most * perPlacePx)
  // widths are shares of the largest, since sums of 10^12 lose pixels otherwise
  const scale = Math.max(...flowing.map(({ value }) => value))
  const graph = sankey<{ node: SankeyNode }, { row: SankeyRow }>()
    .nodeId((each) => (each as { node: SankeyNode }).node.key)
    .nodeWidth(barPx)
    .nodePadding(Math.min(14, (height * 0.5) / most))
    .nodeAlign((each) => layers.indexOf((each as { node: SankeyNode }).node.layer))
    .nodeSort(null)
    .extent([
      [0, 4],
      [Math.max(barPx * 2, width), height - 4],
    ])({
    nodes: there.map((node) => ({ node })),
    links: flowing.map((row) => ({ source: row.from, target: row.to, value: row.value / scale, row })),
  })
  const column = width / Math.max(1, layers.length - 1)
  const places = graph.nodes.map((each): Place => {
    const isLast = layers.length > 1 && each.node.layer === layers.at(-1)
    const { x0 = 0, x1 = 0, y0 = 0, y1 = 0, value = 0 } = each
    return {
      node: each.node,
      x0,
      x1,
      y0,
      y1,
      value: value * scale,
      room: column * (isLast ? 0.45 : 0.5),
      isLast,
    }
  })
  const placeOf = new Map(places.map((place) => [place.node.key, place]))
  const draw = sankeyLinkHorizontal()
  const ribbons = graph.links.flatMap((each): Ribbon[] => {
    const [from, to] = [placeOf.get(each.row.from), placeOf.get(each.row.to)]
    const path = draw(each as Parameters<typeof draw>[0])
    return from && to && path ? [{ row: each.row, path, thickness: each.width ?? 0, from, to }] : []
  })
  return { height, places, ribbons }
}
