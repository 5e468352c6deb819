import fc from "fast-check"
import { expect, test } from "vitest"
import { black, contrast, inkOn, parseHex, type Rgb, readableOn, toHex, white } from "./contrast.ts"

const anyColour = fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 3, maxLength: 3 })

test("black on white is 21 to 1", () => {
  expect([contrast(black, white), contrast(white, white)]).toEqual([21, 1])
})

test("text on any merchant colour reaches AA", () => {
  fc.assert(
    fc.property(anyColour, (parts) => {
      const fill = parts as unknown as Rgb
      return contrast(inkOn(fill), fill) >= 4.5
    }),
  )
})

test("any merchant colour can be read on the light and on the dark panel", () => {
  fc.assert(
    fc.property(anyColour, fc.constantFrom<Rgb>(white, [23, 25, 30]), (parts, surface) => {
      const readable = readableOn(parts as unknown as Rgb, surface, 4.5)
      return contrast(readable, surface) >= 4.5
    }),
  )
})

test("a colour that reads already stays as it is", () => {
  expect(toHex(readableOn([15, 118, 110], white, 4.5))).toBe("#0f766e")
})

test("only hex colours are taken", () => {
  expect(["#0f766e", "#abc", " #FFF ", "red", "#12345", "", null].map(parseHex)).toEqual([
    [15, 118, 110],
    [170, 187, 204],
    [255, 255, 255],
    null,
    null,
    null,
    null,
  ])
})
