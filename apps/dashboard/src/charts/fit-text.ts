import { readableText } from "../parts/readable-text.ts"

/** So many pixels a character takes on average at 12 px, wide letters included. */
const perCharacterPx = 6.6

/**
 * A label on one line of a drawing, cut to about so many pixels. Its direction is kept to itself, so that it cannot turn
 * what stands beside it.
 */
export function fitText(text: string, widthPx: number): string {
  const words = (readableText(text) ?? "without words").replaceAll(/\s+/g, " ")
  const room = Math.max(1, Math.floor(widthPx / perCharacterPx))
  const signs = [...words]
  const kept = signs.length <= room ? words : `${signs.slice(0, Math.max(1, room - 1)).join("")}…`
  return `\u2068${kept}\u2069`
}
