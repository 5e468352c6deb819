import { expect, test } from "vitest"
import { fitText } from "./fit-text.ts"

/** Ten pixels a character. */
const measure = (text: string) => [...text].length * 10
const cut = (text: string, width: number) => fitText(text, width, measure).slice(1, -1)

test("a label that fits stays as it is, and a longer one is cut with an ellipsis", () => {
  expect(cut("Too expensive", 130)).toBe("Too expensive")
  expect(cut("Too expensive", 129)).toBe("Too expensi…")
  expect(cut("Too expensive", 50)).toBe("Too…")
  expect(cut("Too expensive", 20)).toBe("T…")
})

test("a sign that is made of many characters is kept or left out as a whole", () => {
  const family = "👩‍👩‍👧‍👦"
  expect(cut(family.repeat(3), 149)).toBe(`${family}…`)
})

test("where not even one sign fits, there is the ellipsis alone", () => {
  expect(cut("Too expensive", 0)).toBe("…")
  expect(cut(`Z${"\u0334".repeat(40)}bc`, 100)).toBe("…")
})

test("a label keeps its direction to itself, whatever it opens", () => {
  expect(fitText("\u202eabc", 400, measure)).toBe("\u2068\u202eabc\u2069")
})

test("a label is one line, and what nobody can read has words in its place", () => {
  expect(cut("two\nlines\t\tof it", 400)).toBe("two lines of it")
  expect(cut("\u0000\u200b", 400)).toBe("without words")
})

test("a label of any length is measured a few times, not at its full length", () => {
  const lengths: number[] = []
  fitText("W".repeat(100_000), 200, (text) => {
    lengths.push(text.length)
    return measure(text)
  })
  expect(Math.max(...lengths)).toBeLessThanOrEqual(121)
  expect(lengths.length).toBeLessThan(12)
})
