import { expect, test } from "vitest"
import { layRibbons, type SankeyNode, type SankeyRow } from "./lay-ribbons.ts"

const node = (key: string, layer: number): SankeyNode => ({
  key,
  label: key,
  layer,
  shade: "neutral",
  href: null,
})
const row = (from: string, to: string, value: number): SankeyRow => ({
  key: `${from} ${to}`,
  label: `${from} → ${to}`,
  href: null,
  from,
  to,
  value,
})
const nodes = [node("price", 0), node("bugs", 0), node("asked", 1), node("kept", 2), node("left", 2)]

test("places stand in their layers, with as much as comes to them or leaves them", () => {
  const rows = [row("price", "asked", 6), row("price", "left", 2), row("asked", "kept", 5)]
  const { places } = layRibbons(rows, nodes, 600)
  expect(places.map((place) => [place.node.key, place.x0, Math.round(place.value)])).toEqual([
    ["price", 0, 8],
    ["asked", 295, 6],
    ["kept", 590, 5],
    ["left", 590, 2],
  ])
})

test("a stream is as thick as its share of its place, however large the numbers", () => {
  for (const times of [1, 1e12]) {
    const { ribbons, places } = layRibbons(
      [row("price", "kept", 3 * times), row("price", "left", times)],
      nodes,
      600,
    )
    const [from] = places
    const shares = ribbons.map(({ thickness }) => thickness / ((from?.y1 ?? 0) - (from?.y0 ?? 0)))
    expect(shares.map((share) => share.toFixed(6))).toEqual(["0.750000", "0.250000"])
  }
})

test("streams of nothing, streams back, and streams to places that do not exist are left out", () => {
  const rows = [
    row("price", "kept", 0),
    row("price", "left", Number.NaN),
    row("kept", "price", 4),
    row("price", "bugs", 4),
    row("price", "price", 4),
    row("price", "nowhere", 4),
  ]
  expect(layRibbons(rows, nodes, 600)).toEqual({ height: 0, places: [], ribbons: [] })
})

test("many places make the picture higher, and nothing lies outside of it", () => {
  const many = Array.from({ length: 100 }, (_, nth) => node(`r${nth}`, 0))
  const rows = many.map(({ key }, nth) => row(key, "left", 100 - nth))
  const { height, places, ribbons } = layRibbons(rows, [...many, node("left", 2)], 300)
  expect(height).toBe(2600)
  expect(ribbons.length).toBe(100)
  for (const { y0, y1, x0, x1 } of places) {
    expect(y0 >= 0 && y1 <= height && y0 <= y1 && x0 >= 0 && x1 <= 300).toBe(true)
  }
  for (const { path } of ribbons) expect(path).not.toMatch(/NaN|Infinity/)
})
