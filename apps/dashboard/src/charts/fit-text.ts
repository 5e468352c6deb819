import { readableText } from "../parts/readable-text.ts"

/** No label of a drawing is longer, so that no text takes long to measure. */
const mostSigns = 120

/**
 * A label on one line of a drawing, cut to so many pixels. Its direction is kept to itself, so that it cannot turn what
 * stands beside it.
 * @param measure how wide a text is
 */
export function fitText(
  text: string,
  widthPx: number,
  measure: (text: string) => number = textWidth,
): string {
  const words = (readableText(text.slice(0, mostSigns * 20)) ?? "without words").replaceAll(/\s+/g, " ")
  const signs = signsOf(words).slice(0, mostSigns)
  const whole = signs.join("")
  if (whole.length === words.length && measure(whole) <= widthPx) return isolated(whole)
  let [fits, tooMany] = [0, signs.length + 1]
  while (fits + 1 < tooMany) {
    const middle = Math.floor((fits + tooMany) / 2)
    if (measure(`${signs.slice(0, middle).join("")}…`) <= widthPx) fits = middle
    else tooMany = middle
  }
  return isolated(`${signs.slice(0, fits).join("").trimEnd()}…`)
}

/** Kept from what stands beside it by the marks of Unicode, even if it opens directions that it does not close. */
const isolated = (text: string) => `\u2068${text}\u2069`

/** Firefox has it since version 125; before, a sign that is made of many characters may be cut in two. */
const graphemes = "Segmenter" in Intl ? new Intl.Segmenter("en", { granularity: "grapheme" }) : null

/** What a reader takes for one sign, however many characters it is made of. */
const signsOf = (text: string) =>
  graphemes ? Array.from(graphemes.segment(text), ({ segment }) => segment) : [...text]

let context: CanvasRenderingContext2D | null | undefined

/** How wide a text is on one line of a drawing, in pixels. */
function textWidth(text: string): number {
  context ??= document.createElement("canvas").getContext("2d")
  if (!context) return text.length * 7
  context.font = `12px ${getComputedStyle(document.body).fontFamily}`
  return context.measureText(text).width
}
