import { type CoreWord, coreWords, languages } from "./core-words.ts"
import type { FlowWord } from "./flow-word.ts"

export type WordKey = CoreWord | FlowWord
/** The flow's words are there as soon as the flow is; nothing reads them before. */
export type Words = Record<WordKey, string>

/** The `i18n` option: a language, and words that beat the built-in ones. */
export interface I18n {
  lang?: string
  messages?: Record<string, Record<string, string>>
}

export interface Language {
  /** Which words are shown: `en`, `fr`, `de`, `sp`, or a language of the page's own. */
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
 * The words of the script, then those that came with the flow, then the page's own for the base of its language and
 * for the exact tag.
 * @param asked the language that the page asks for, else the browser's
 */
export function languageOf(
  asked: string,
  messages: I18n["messages"] = {},
  received: Record<string, string> = {},
): Language {
  const base = baseOf(asked)
  const at = languages.indexOf(base)
  const core = Object.entries<readonly string[]>(coreWords).map(([key, row]) => [key, row[at] ?? row[0]])
  const own = [messages[base], base === "sp" ? messages.es : null, messages[asked]]
  const words = Object.assign(Object.fromEntries(core), received, ...own)
  const uiLang = at >= 0 || own.some(Boolean) ? base : "en"
  const tag = asked.replace("_", "-").replace(/^sp\b/i, "es")
  return { uiLang, locale: uiLang === base && isLocale(tag) ? tag : "en", words }
}

/** Puts values into `{name}` places of a word. */
export function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place))
}
