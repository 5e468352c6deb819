import fc from "fast-check"
import { expect, test } from "vitest"
import { uuidv7 } from "./uuidv7.ts"

test("agrees with the example of RFC 9562", () => {
  const random = Uint8Array.from([0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f])
  expect(uuidv7(0x017f22e279b0, random)).toBe("017f22e2-79b0-7cc3-98c4-dc0c0c07398f")
})

test("later ones are greater as text", () => {
  const moment = fc.record({
    at: fc.integer({ min: 0, max: 2 ** 48 - 1 }),
    random: fc.uint8Array({ minLength: 10, maxLength: 10 }),
  })
  fc.assert(
    fc.property(moment, moment, (a, b) => {
      fc.pre(a.at < b.at)
      expect(uuidv7(a.at, a.random) < uuidv7(b.at, b.random)).toBe(true)
    }),
  )
})
