import type { StepWords } from "../steps/words/en.ts"
import { de } from "./de.ts"
import { type CoreWords, en } from "./en.ts"
import { fr } from "./fr.ts"
import { sp } from "./sp.ts"

/** The words of the steps come with the steps: until then only the core words are there to be read. */
export type Words = CoreWords & StepWords
export type WordKey = keyof Words

/** Spanish is `sp` on the wire; browsers say `es`. Both are understood. */
const core: Record<string, CoreWords> = { en, fr, de, sp }

/** The `i18n` option: a language, and words that beat the built-in ones. */
export interface I18n {
  lang?: string
  messages?: Record<string, Record<string, string>>
}

export interface Language {
  /** Which built-in words are shown: `en`, `fr`, `de` or `sp`. */
  uiLang: string
  /** A BCP 47 tag for dates, money and the `lang` attribute. */
  locale: string
  words: Words
}

const baseOf = (tag: string) => (tag.toLowerCase().split(/[-_]/)[0] ?? "").replace("es", "sp")

function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length > 0
  } catch {
    return false
  }
}

/**
 * English, then the built-in words of the language, then the page's own for its base and for its exact tag.
 * @param steps words that came with the steps, by language
 */
export function languageOf(
  i18n: I18n | undefined,
  detected: string,
  steps: Record<string, StepWords> = {},
): Language {
  const asked = typeof i18n?.lang === "string" && i18n.lang ? i18n.lang : detected
  const base = baseOf(asked)
  const messages = i18n?.messages ?? {}
  const own = [messages[base], base === "sp" ? messages.es : null, messages[asked]]
  const words = Object.assign({}, en, steps.en, core[base], steps[base], ...own) as Words
  const uiLang = core[base] || own.some(Boolean) ? base : "en"
  const tag = asked.replace("_", "-").replace(/^sp\b/i, "es")
  return { uiLang, locale: uiLang === base && isLocale(tag) ? tag : "en", words }
}

/** Puts values into `{name}` places of a word. */
export function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place))
}
