import fc from "fast-check"

/** What may come where a field belongs. */
const anything = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom(
    "",
    "29.00",
    "quarter",
    "Jan 5, 2025",
    1999,
    "1999-01-01",
    "\0",
    "\ud800",
    Number.POSITIVE_INFINITY,
    -1,
    [],
    {},
    "x".repeat(11_000),
  ),
)

export type Break = { at: number; with: unknown }

/** What a session is known by and how it ended: never guessed. */
const isDecisive: ReadonlySet<string> = new Set(["_id", "createdAt", "mode", "verified", "canceled"])

/** Puts something else into some of the fields, whatever they are, but for those that decide: `canceled`, and ids. */
export function broken(session: object, breaks: readonly Break[]): Record<string, unknown> {
  const copy = structuredClone(session) as Record<string, unknown>
  for (const each of breaks) {
    const places: [Record<string, unknown>, string][] = []
    const walk = (value: unknown, isCustomer: boolean) => {
      if (typeof value !== "object" || value === null) return
      for (const key of Object.keys(value)) {
        if (isDecisive.has(key) || (isCustomer && key === "id")) continue
        places.push([value as Record<string, unknown>, key])
        walk((value as Record<string, unknown>)[key], value === copy && key === "customer")
      }
    }
    walk(copy, false)
    const place = places[each.at % Math.max(places.length, 1)]
    if (place) place[0][place[1]] = each.with
  }
  return copy
}

export const breaksOf: fc.Arbitrary<Break[]> = fc.array(fc.record({ at: fc.nat(200), with: anything }), {
  maxLength: 8,
})

/** Cases of a property; the whole claim is of 20,000. */
export const brokenSessions = Number(process.env.TOLERANT_RUNS ?? 1000)

/** Fields of the session that are gone though nobody named them, and though something stood in them. */
export function goneUnnamed(sent: object, kept: object, ignored: readonly { path: string }[]): string[] {
  const named = ignored.map(({ path }) => path.split(/[.[]/)[0])
  // a list of a hundred may be cut short, and fields beyond the bounds are named together
  if (ignored.length >= 100 || named.includes("")) return []
  const gone = Object.entries(sent).filter(([name, value]) => !(name in kept) && !isEmpty(value))
  return gone.flatMap(([name]) => (named.includes(name.slice(0, 60)) ? [] : [name]))
}

/** Nothing is lost with it. */
const isEmpty = (value: unknown) =>
  value === "" || (typeof value === "object" && value !== null && Object.keys(value).length === 0)
