import { readTolerantly, SdkSession } from "@holdfast/protocol/schema"
import fc from "fast-check"
import { expect, test } from "vitest"
import { hostileFacts } from "../export/testing/hostile-facts.ts"
import { compileSchema } from "./validation.ts"

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

type Break = { at: number; with: unknown }

/** Puts something else into some of the fields, whatever they are, but for those that decide. */
function broken(session: object, breaks: readonly Break[]): Record<string, unknown> {
  const copy = structuredClone(session) as Record<string, unknown>
  for (const each of breaks) {
    const places: [Record<string, unknown>, string][] = []
    const walk = (value: unknown, isCustomer: boolean) => {
      if (typeof value !== "object" || value === null) return
      for (const key of Object.keys(value)) {
        if (key === "canceled" || (isCustomer && key === "id")) continue
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

const runs = Number(process.env.TOLERANT_RUNS ?? 1000)

test("any session with any of its optional fields broken is read, with its decision, and fits the schema", () => {
  const validate = compileSchema({ schema: SdkSession, httpPart: "body", method: "POST", url: "" })
  const breaks = fc.array(fc.record({ at: fc.nat(200), with: anything }), { maxLength: 8 })
  fc.assert(
    fc.property(hostileFacts, fc.boolean(), breaks, (facts, canceled, changes) => {
      const sent = broken({ ...facts, canceled }, changes)
      const { value, ignored } = readTolerantly(SdkSession, sent)
      expect(validate(value)).toBe(true)
      const kept = value as Record<string, unknown>
      expect(kept.canceled).toBe(canceled)
      // a field that is gone is named, itself or what it stood in
      const named = ignored.map(({ path }) => path.split(/[.[]/)[0])
      const gone = Object.keys(sent).filter((name) => !(name in kept) && !isEmpty(sent[name]))
      if (ignored.length < 100 && !named.includes(""))
        expect(gone.filter((name) => !named.includes(name.slice(0, 60)))).toEqual([])
      // what was read is read again as it is
      expect(readTolerantly(SdkSession, value)).toEqual({ value, ignored: [] })
    }),
    { numRuns: runs },
  )
}, 600_000)

/** Nothing is lost with it. */
const isEmpty = (value: unknown) =>
  value === "" || (typeof value === "object" && value !== null && Object.keys(value).length === 0)
