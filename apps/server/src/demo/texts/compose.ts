import type { Prng } from "../prng.ts"
import type { Reason } from "../reasons.ts"
import { english } from "./english.ts"
import { french } from "./french.ts"
import { german } from "./german.ts"
import { portuguese } from "./portuguese.ts"
import { spanish } from "./spanish.ts"
import type { TextStock } from "./stock.ts"

const stocks: Readonly<Record<string, TextStock>> = {
  en: english,
  de: german,
  fr: french,
  es: spanish,
  pt: portuguese,
}

/** People whose language has no stock write English. */
const stockOf = (language: string) => stocks[language] ?? english

function fill(stock: TextStock, phrase: string, chance: Prng): string {
  const filled = phrase
    .replace("{feature}", () => chance.pick(stock.features))
    .replace("{trouble}", () => chance.pick(stock.troubles))
  return filled.charAt(0).toUpperCase() + filled.slice(1)
}

/** People do not type like brochures: some skip capitals and the last full stop. */
function asTyped(text: string, chance: Prng): string {
  const habit = chance.next()
  if (habit < 0.14) return text.toLowerCase().replace(/\.$/, "")
  if (habit < 0.3) return text.replace(/\.$/, "")
  return text
}

/** The answer to a typed follow-up question: one thought on the reason. */
export function typedAnswer(language: string, reason: Reason, chance: Prng): string {
  const stock = stockOf(language)
  return asTyped(fill(stock, chance.pick(stock.reasons[reason]), chance), chance)
}

/**
 * What the customer writes in the freeform step: mostly a line or two, now and then a letter.
 * @param said what they have typed before, which they do not say again
 */
export function feedbackText(
  language: string,
  reason: Reason,
  said: string | null | undefined,
  chance: Prng,
): string {
  const stock = stockOf(language)
  const drawn = fill(stock, chance.pick(stock.reasons[reason]), chance)
  const isRepeated = said ? asKnown(drawn) === asKnown(said) : false
  const sentences = isRepeated ? [chance.pick(stock.closers)] : [drawn]
  if (chance.chance(0.35)) sentences.unshift(chance.pick(stock.openers))
  if (reason !== "missing-features" && chance.chance(0.15)) {
    sentences.push(fill(stock, chance.pick(stock.reasons["missing-features"]), chance))
  }
  if (!isRepeated && chance.chance(0.4)) sentences.push(chance.pick(stock.closers))
  const text = asTyped(sentences.join(" "), chance)
  if (!chance.chance(0.03)) return text
  const more = [chance.pick(stock.reasons["not-using"]), chance.pick(stock.reasons["too-expensive"])]
  return `${text}\n\n${more.join(" ")}\n\n${chance.pick(stock.closers)}`
}

const asKnown = (text: string) => text.toLowerCase().replace(/\.$/, "")
