import type { BlueprintContent, Translation, Translations } from "./blueprint.ts"
import { type FlowText, flowTexts, mapTexts, type TextKey, visibleTexts } from "./flow-texts.ts"

/** A text in another language, and how it stands to its source. */
export interface TranslatedText extends FlowText {
  /** null where there is none, which an empty one counts as. */
  translation: Translation | null
  isStale: boolean
}

/** How far the texts that customers can see are translated. */
export interface TranslationProgress {
  texts: number
  /** Stale ones are among them. */
  translated: number
  stale: number
}

/** What became of the texts that were to be translated into a language when a flow was published. */
export interface AutomaticTranslation {
  language: string
  translated: number
  /** They stay in the default language. */
  failed: number
  /** Why they failed, as a sentence; null where none did. */
  why: string | null
}

export const defaultLanguage = "en"

/** The language of the texts themselves. */
export const languageOf = ({ language }: Pick<BlueprintContent, "language">): string =>
  language || defaultLanguage

/** The language of a tag without its country: `pt` of `pt-BR`. */
export const baseLanguage = (tag: string): string => tag.toLowerCase().split("-")[0] ?? ""

/** The languages in which something of a content is said besides its own. */
export const translatedLanguages = ({ translations = {} }: BlueprintContent): string[] =>
  Object.keys(translations).toSorted()

export function translationOf(
  { translations = {} }: Pick<BlueprintContent, "translations">,
  language: string,
  { guid, field }: TextKey,
): Translation | null {
  const found = own(own(own(translations, language), guid), field)
  return found && found.text.trim() !== "" ? found : null
}

/** Guids and languages are anybody's texts: `constructor` is one. */
const own = <T>(record: Readonly<Record<string, T>> | null, key: string): T | null =>
  record && Object.hasOwn(record, key) ? (record[key] ?? null) : null

/** The content with one text said in another language; null takes it away. */
export function setTranslation(
  content: BlueprintContent,
  language: string,
  { guid, field }: TextKey,
  translation: Translation | null,
): BlueprintContent {
  const { translations = {}, ...rest } = content
  const ofLanguage = own(translations, language) ?? {}
  const ofPart = put(own(ofLanguage, guid) ?? {}, field, translation)
  const inLanguage = put(ofLanguage, guid, isEmpty(ofPart) ? null : ofPart)
  return withTranslations(rest, put(translations, language, isEmpty(inLanguage) ? null : inLanguage))
}

const isEmpty = (record: object) => Object.keys(record).length === 0

function put<T>(record: Readonly<Record<string, T>>, key: string, value: T | null): Record<string, T> {
  const others = Object.entries(record).filter(([each]) => each !== key)
  return Object.fromEntries(value === null ? others : [...others, [key, value]])
}

const withTranslations = (
  content: Omit<BlueprintContent, "translations">,
  translations: Translations,
): BlueprintContent => (isEmpty(translations) ? content : { ...content, translations })

/** Every translation there is, with the text that it is of. */
export const translationEntries = ({ translations = {} }: Pick<BlueprintContent, "translations">) =>
  Object.entries(translations).flatMap(([language, parts]) =>
    Object.entries(parts).flatMap(([guid, fields]) =>
      Object.entries(fields).map(([field, translation]) => ({ language, guid, field, translation })),
    ),
  )

/** Without translations of texts that the flow no longer has; the same content where there are none. */
export function withoutOrphans(content: BlueprintContent): BlueprintContent {
  if (!content.translations) return content
  const known = fieldsByPart(flowTexts(content))
  return translationEntries(content)
    .filter(({ guid, field }) => !known.get(guid)?.has(field))
    .reduce((now, entry) => setTranslation(now, entry.language, entry, null), content)
}

/** The fields of each part that are texts. An editor asks with each key, and a text of ten languages has many entries. */
export function fieldsByPart(texts: readonly TextKey[]): ReadonlyMap<string, ReadonlySet<string>> {
  const fields = new Map<string, Set<string>>()
  for (const { guid, field } of texts) {
    const ofPart = fields.get(guid)
    if (ofPart) ofPart.add(field)
    else fields.set(guid, new Set([field]))
  }
  return fields
}

export const keyOf = ({ guid, field }: TextKey): string => JSON.stringify([guid, field])

/** The texts that customers can see, in the order in which they read them, each with what is said in a language. */
export const translatedTexts = (content: BlueprintContent, language: string): TranslatedText[] =>
  visibleTexts(content).map((text) => {
    const translation = translationOf(content, language, text)
    return { ...text, translation, isStale: translation !== null && translation.source !== text.text }
  })

export function translationProgress(content: BlueprintContent, language: string): TranslationProgress {
  const texts = translatedTexts(content, language)
  return {
    texts: texts.length,
    translated: texts.filter(({ translation }) => translation).length,
    stale: texts.filter(({ isStale }) => isStale).length,
  }
}

/**
 * What customers read of it. A stale one that a person wrote is shown, since that person knows what it says; a stale
 * automatic one is not: nobody has looked at what it says of the text as it is now.
 */
export const shownTranslation = ({
  translation,
  isStale,
}: Pick<TranslatedText, "translation" | "isStale">): Translation | null =>
  translation && isStale && translation.by === "automatic" ? null : translation

/** A content as it is said to one customer. */
export interface ContentInLanguage {
  steps: BlueprintContent["steps"]
  /** The language of its texts. */
  language: string
  /** How the texts came to be in it: `ai` where one of them is an automatic translation; null in the default language. */
  translationType: "ai" | "manual" | null
  /** Texts that are in the default language all the same, since nobody has translated them. */
  untranslated: number
}

/** The flow's texts in a language of it: those that are not translated stay in the default one. */
export function inLanguage(content: BlueprintContent, language: string): ContentInLanguage {
  const shown = new Map(
    translatedTexts(content, language).map((each) => [keyOf(each), shownTranslation(each)] as const),
  )
  const said = [...shown.values()].filter((each) => each !== null)
  if (said.length === 0) {
    return { steps: content.steps, language: languageOf(content), translationType: null, untranslated: 0 }
  }
  return {
    steps: mapTexts(content, (text) => shown.get(keyOf(text))?.text ?? text.text),
    language,
    translationType: said.some(({ by }) => by === "automatic") ? "ai" : "manual",
    untranslated: shown.size - said.length,
  }
}

/**
 * The flow in the language that a customer wants, as well as it can: in that very language, else in another kind of it
 * (`pt-BR` for `pt-PT`), else in the default one. All of a run is in one.
 * @param wanted as browsers write it; null where nothing is known
 */
export function inLanguageOf(content: BlueprintContent, wanted: string | null): ContentInLanguage {
  const fallback = inLanguage(content, "")
  if (wanted === null) return fallback
  const [exact, base] = [wanted.toLowerCase(), baseLanguage(wanted)]
  const own = languageOf(content)
  const candidates = [...translatedLanguages(content), own]
    .filter((each) => baseLanguage(each) === base)
    .toSorted((a, b) => rank(a) - rank(b))
  function rank(language: string): number {
    const tag = language.toLowerCase()
    return tag === exact ? 0 : language === own ? 1 : tag === base ? 2 : 3
  }
  for (const language of candidates) {
    if (language === own) return fallback
    const said = inLanguage(content, language)
    if (said.translationType !== null) return said
  }
  return fallback
}
