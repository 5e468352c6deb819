import { ReportBody, readTolerantly, SdkSession } from "@holdfast/protocol/schema"
import fc from "fast-check"
import { expect, test } from "vitest"
import { mostContainers, thinOut } from "./thin-out.ts"

const many = (entry: string, times: number) => `[${`${entry},`.repeat(times - 1)}${entry}]`
const tooMany = mostContainers + 1

/** All that a tiny value may be, with brackets and quotes where they mean nothing. */
const tiny = fc.constantFrom(
  ...["{}", "[]", "[0]", "[[]]", '{"a":{}}', '{"start":"1"}', '["[","\\\\","\\"]"]', '{"]":["{"]}', " [ ] "],
)
/** Texts of every length around that from which on they are skipped otherwise, with each kind of end. */
const text = fc
  .tuple(fc.integer({ min: 0, max: 40 }), fc.array(fc.constantFrom("\\", '"', "é", "x".repeat(35), "[")))
  .map(([length, ends]) => "x".repeat(length) + ends.join(""))

test("a list of very many is parsed as one of as many, of which the ends are as they came", () => {
  fc.assert(
    fc.property(tiny, fc.integer({ min: 0, max: 20_000 }), fc.json(), text, (entry, more, beside, quoted) => {
      // one alone: of two, the second mends what the first breaks
      const first = JSON.stringify(quoted)
      const body = `{"first":${first},"many":${many(entry, tooMany + more)},"beside":${beside}}`
      const thin = thinOut(body, true)
      if (thin === null) throw new Error("It is refused")
      expect(thin.length).toBeLessThan(body.length)
      const [came, stays] = [body, thin].map((each) => JSON.parse(each))
      expect({ ...stays, many: stays.many.length }).toEqual({ ...came, many: came.many.length })
      expect(stays.many.slice(0, 2048)).toEqual(came.many.slice(0, 2048))
      expect(stays.many.slice(-128)).toEqual(came.many.slice(-128))
      expect(new Set(stays.many.slice(2048, -128))).toEqual(new Set([0]))
    }),
    { numRuns: 15 },
  )
}, 600_000)

test("of a very long list in another one, what is in the middle of either is gone once", () => {
  const inner = many("[]", tooMany)
  const entries = Array.from({ length: 3000 }, (_, i) => (i === 5 || i === 2100 ? inner : "{}"))
  const thin = `[${"[],".repeat(2048)}${"0,".repeat(tooMany - 2176)}${"[],".repeat(127)}[]]`
  const kept = entries.map((entry, i) => (i < 2048 || i >= 2872 ? entry : "0"))
  expect(thinOut(`[${entries.join(",")}]`, true)).toBe(`[${kept.with(5, thin).join(",")}]`)
})

test("a body that is not of too many stays as it is, whatever is in it", () => {
  const largest = many('{"start":"1"}', 70_000)
  fc.assert(
    fc.property(fc.json(), text, (json, quoted) => {
      for (const body of [json, `[${json},${JSON.stringify(quoted)},${largest}]`, `${largest}{"`]) {
        expect(thinOut(body, true)).toBe(body)
        expect(thinOut(body, false)).toBe(body)
      }
    }),
    { numRuns: 15 },
  )
  // brackets of a text are none
  const letters = JSON.stringify({ feedback: "[{".repeat(300_000), more: '\\"['.repeat(100_000) })
  expect(thinOut(letters, false)).toBe(letters)
  expect(thinOut(many("[]", mostContainers - 1), false)).not.toBeNull()
  expect(thinOut(many("[]", mostContainers), false)).toBeNull()
})

test("what is kept of a session is the same, with all that is said of it", () => {
  const lists = ["[]", "{}", '{"start":"1"}', "[[]]"].map((entry) => many(entry, tooMany))
  for (const list of lists) {
    const facts = [
      `"canceled":true,"presentedOffers":${list}`,
      `"canceled":true,"stepsViewed":${list},"presentedOffers":[{"offerType":"PAUSE"}]`,
      `"canceled":true,"customer":{"id":"c","customAttributes":{"a":${list},"b":1}},"unknown":[${list}],"more":2`,
    ]
    for (const fields of facts) {
      const sdk = `{${fields}}`
      const report = `{"app":"a","customer":"c","session":${sdk},"subscriptions":[]}`
      for (const [schema, body] of [
        [SdkSession, sdk],
        [ReportBody, report],
      ] as const) {
        const thin = thinOut(body, true)
        if (thin === null) throw new Error("It is refused")
        expect(thin).not.toBe(body)
        expect(readTolerantly(schema, JSON.parse(thin))).toEqual(readTolerantly(schema, JSON.parse(body)))
      }
    }
  }
}, 600_000)

test("too many that stand in no long list are refused, however they are nested", () => {
  const lists = many(many(many("[]", 50), 50), 50)
  const keys = `{${Array.from({ length: tooMany }, () => '"a":{}').join(",")}}`
  const deep = "[".repeat(tooMany) + "]".repeat(tooMany)
  const bodies = [lists, keys, deep, "[".repeat(300_000), `${"]}".repeat(9)}${"[{".repeat(200_000)}`]
  expect(bodies.map((body) => thinOut(body, true))).toEqual(bodies.map(() => null))
  // and in one that is long, the ends count
  expect(thinOut(many(many("[]", 60), 3000), true)).toBeNull()
  const entry = many("[]", 44)
  const ends = [`${entry},`.repeat(2048), "0,".repeat(2824), `${entry},`.repeat(127), entry]
  expect(thinOut(many(entry, 5000), true)).toBe(`[${ends.join("")}]`)
})
