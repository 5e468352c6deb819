import { de } from "./de.ts"
import { en, type WordKey, type Words } from "./en.ts"
import { fr } from "./fr.ts"
import { sp } from "./sp.ts"

export type { WordKey, Words }

/** Spanish is `sp` on the wire; browsers say `es`. Both are understood. */
const builtIn: Record<string, Words> = { en, fr, de, sp, es: sp }

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

const baseOf = (tag: string) => tag.toLowerCase().split(/[-_]/)[0] ?? ""

function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length > 0
  } catch {
    return false
  }
}

/** English, then the built-in words of the language, then the page's own for its base and for its exact tag. */
export function languageOf(i18n: I18n | undefined, detected: string): Language {
  const asked = typeof i18n?.lang === "string" && i18n.lang ? i18n.lang : detected
  const base = baseOf(asked)
  const known = builtIn[base]
  const spanish = base === "es" || base === "sp"
  const messages = i18n?.messages ?? {}
  const own = [...(spanish ? ["sp", "es"] : [base]), asked].map((tag) => messages[tag])
  const words = Object.assign({}, en, known, ...own) as Words
  const uiLang = spanish ? "sp" : known || messages[base] || messages[asked] ? base : "en"
  const tag = asked.replace("_", "-").replace(/^sp\b/i, "es")
  return { uiLang, locale: isLocale(tag) && uiLang === baseOf(tag).replace("es", "sp") ? tag : "en", words }
}

/** Puts values into `{name}` places of a word. */
export function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place))
}
