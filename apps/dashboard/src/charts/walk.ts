import type { ChartStop } from "./chart-data.ts"

/** What lies side by side, each with what lies in it from top to bottom. A list is one group. */
export type StopGroups = readonly (readonly ChartStop[])[]

/**
 * Where an arrow key, Home or End leads. Left and right go from group to group, up and down go within one; where there is
 * but one group, or nothing in any group to go to, both do the same. From nowhere, forward begins with the first stop.
 * @returns the key of the stop to go to; null where the pressed key means nothing or there is nowhere to go
 */
export function walk(groups: StopGroups, from: string | null, pressed: string): string | null {
  const way = ways[pressed]
  const there = groups.filter((group) => group.length > 0)
  const [first, last] = [there[0]?.[0], there.at(-1)?.at(there.length === 1 ? -1 : 0)]
  if (!way || !first || !last) return null
  if (way.to) return way.to === "first" ? first.key : last.key
  const at = there.findIndex((group) => group.some(({ key }) => key === from))
  const group = there[at]
  if (!group) return way.by > 0 ? first.key : last.key
  const place = group.findIndex(({ key }) => key === from)
  const isFlat = there.every(({ length }) => length === 1)
  const isWithin = there.length === 1 || (way.axis === "down" && !isFlat)
  if (isWithin) return group[place + way.by]?.key ?? null
  const next = there[at + way.by]
  return next?.[Math.min(place, next.length - 1)]?.key ?? null
}

interface Way {
  axis?: "across" | "down"
  by: 1 | -1
  to?: "first" | "last"
}

const ways: Readonly<Record<string, Way>> = {
  ArrowRight: { axis: "across", by: 1 },
  ArrowLeft: { axis: "across", by: -1 },
  ArrowDown: { axis: "down", by: 1 },
  ArrowUp: { axis: "down", by: -1 },
  Home: { by: 1, to: "first" },
  End: { by: 1, to: "last" },
}
