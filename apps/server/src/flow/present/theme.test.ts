import fc from "fast-check"
import { expect, test } from "vitest"
import { contrast, parseHex, type Rgb, toHex } from "./contrast.ts"
import { themeOf } from "./theme.ts"

const hex = fc
  .array(fc.integer({ min: 0, max: 255 }), { minLength: 3, maxLength: 3 })
  .map((parts) => toHex(parts as unknown as Rgb))

function ratio(theme: Record<string, string>, ink: string, surface: string): number {
  const [a, b] = [parseHex(theme[ink]), parseHex(theme[surface])]
  return a && b ? contrast(a, b) : 0
}

test("whatever colour a merchant chooses, every text of the flow reaches AA", () => {
  fc.assert(
    fc.property(hex, fc.boolean(), (colour, isDark) => {
      const theme = themeOf(colour, isDark)
      expect(ratio(theme, "--fill-ink", "--fill")).toBeGreaterThanOrEqual(4.5)
      expect(ratio(theme, "--fill-ink", "--fill-hover")).toBeGreaterThanOrEqual(4.5)
      expect(ratio(theme, "--accent", "--panel")).toBeGreaterThanOrEqual(4.5)
      expect(ratio(theme, "--accent", "--tint")).toBeGreaterThanOrEqual(4.5)
    }),
  )
})

test("a button that would melt into the panel gets an edge", () => {
  expect([themeOf("#ffffff", false)["--fill-edge"], themeOf("#0f766e", false)["--fill-edge"]]).not.toContain(
    "#ffffff",
  )
  expect(themeOf("#0f766e", false)["--fill-edge"]).toBe("transparent")
})

test("no colour, or none that we can read, is our own teal", () => {
  expect([null, undefined, "teal; }"].map((each) => themeOf(each, false)["--fill"])).toEqual([
    "#0f766e",
    "#0f766e",
    "#0f766e",
  ])
})
