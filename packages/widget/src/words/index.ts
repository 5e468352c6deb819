import { type CoreWord, core } from "./core-words.ts"
import type { FlowWord } from "./flow-word.ts"

export type WordKey = CoreWord | FlowWord
/** The flow's words are there as soon as the flow is; nothing reads them before. */
export type Words = Record<WordKey, string>

/** The `i18n` option: a language, and words that beat the built-in ones. */
export interface I18n {
  lang?: string
  messages?: Record<string, Record<string, string>> | null
}

export interface Language {
  /** Which words are shown: `en`, `fr`, `sp`, …, or a language of the page's own. */
  uiLang: string
  /** The language that the customer is shown, a BCP 47 tag: for the record, dates, money and the `lang` attribute. */
  locale: string
  words: Words
}

/** The language of a tag without its country. */
export const baseOf = (tag: string) => tag.toLowerCase().split("-")[0] ?? ""

/** The language that the script itself speaks, as browsers spell it. */
export const coreTag = () => core.lang.replace("sp", "es")

/**
 * A language as browsers spell it; null for what is none, such as the "C" of a browser without a locale. Spanish is also
 * understood as `sp`.
 */
export function readLanguage(tag: unknown): string | null {
  try {
    const spelled = String(tag).replace("_", "-").replace(/^sp\b/i, "es")
    return Intl.getCanonicalLocales(spelled)[0] ?? null
  } catch {
    return null
  }
}

/** What a page passes as words may be anything. */
const textsIn = (words: unknown) =>
  Object.fromEntries(Object.entries(words ?? {}).filter(([, word]) => typeof word === "string"))

/**
 * The words of the script, then those that came with the flow, then the page's own for the base of its language and
 * for the exact tag.
 * @param asked the language that the page asks for, else the flow's own
 * @param receivedLang the language of the words that came with the flow
 * @param contentLang the language of the flow's texts, which is shown where nobody has words in the one asked for
 */
export function languageOf(
  asked: string,
  messages?: I18n["messages"],
  received: Record<string, string> = {},
  contentLang = coreTag(),
  receivedLang = core.lang,
): Language {
  const base = baseOf(asked)
  const code = base.replace("es", "sp")
  const all = Object.entries(messages ?? {})
  const own = [base, asked].flatMap((tag) => all.filter(([key]) => readLanguage(key) === tag))
  const words = Object.assign({}, core.words, received, ...own.map(([, each]) => textsIn(each)))
  const isKnown = code === receivedLang || own.length > 0
  return { uiLang: isKnown ? code : receivedLang, locale: isKnown ? asked : contentLang, words }
}

/** Puts values into `{name}` places of a word. */
export function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place))
}
