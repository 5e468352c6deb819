import { expect, test } from "vitest"
import { toPlain } from "./to-plain.ts"

const throwing = () => {
  throw new Error("no")
}

test("what JSON can write is copied as it would write it", () => {
  const date = new Date("2026-11-01T00:00:00Z")
  const value = {
    text: "a",
    n: 1.5,
    no: null,
    list: [1, [2], { deep: true }],
    date,
    own: { toJSON: () => "x" },
  }
  expect(JSON.stringify(toPlain(value))).toBe(JSON.stringify(value))
})

test("a BigInt is a number, or a text where a number would round it", () => {
  expect(toPlain({ small: 10n, large: 12345678901234567890n })).toEqual({
    small: 10,
    large: "12345678901234567890",
  })
})

test("what JSON has no words for is left out, and the rest stays", () => {
  const ring: Record<string, unknown> = { kept: 1 }
  ring.self = ring
  const shared = { a: 1 }
  const value = {
    ring,
    call: () => 1,
    symbol: Symbol("x"),
    broken: { toJSON: throwing, other: 1 },
    invalid: new Date(Number.NaN),
    get getter() {
      return throwing()
    },
    proxy: new Proxy({}, { ownKeys: throwing, get: throwing }),
    list: [() => 1, 2n],
    // twice the same is no ring
    twice: [shared, shared],
    kept: "yes",
  }
  expect(JSON.parse(JSON.stringify(toPlain(value)))).toEqual({
    ring: { kept: 1 },
    invalid: null,
    list: [null, 2],
    twice: [{ a: 1 }, { a: 1 }],
    kept: "yes",
  })
})

test("a value without an end is cut, and does not take long", () => {
  const endless = (): object => ({
    get a() {
      return endless()
    },
    get b() {
      return endless()
    },
  }) // prettier-ignore
  expect(JSON.stringify(toPlain(endless())).length).toBeLessThan(100_000)
  const wide = Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`k${i}`, i]))
  expect(Object.keys(JSON.parse(JSON.stringify(toPlain(wide)))).length).toBe(4999)
})

test("a value that throws at every touch is left out", () => {
  const { proxy, revoke } = Proxy.revocable({}, {})
  revoke()
  expect(toPlain(proxy)).toBeUndefined()
})
