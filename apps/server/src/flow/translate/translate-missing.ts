import {
  type AutomaticTranslation,
  type BlueprintContent,
  baseLanguage,
  brokenFields,
  languageOf,
  setTranslation,
  type TranslatedText,
  translatedTexts,
  twinFaults,
} from "@holdfast/protocol/flow"
import { fallbacksIn, protectMarkup, restoreMarkup, withFallbacks } from "./protect-markup.ts"
import { type Translator, TranslatorFault } from "./translator.ts"

/** So long a publication waits for all languages together. */
const patienceMs = 20_000
/** How much is asked at once: servers have their limits. */
const batch = { texts: 25, characters: 4000 }
const longest = 10_000

export interface Translated {
  content: BlueprintContent
  /** One for each language in which something was missing. */
  languages: AutomaticTranslation[]
}

/**
 * Says what is missing in the languages that a flow is to be translated into, and what is stale of earlier automatic
 * translations. What a person wrote stays, stale or not. What fails stays in the default language, and is told.
 * @param translator null where no server is configured
 */
export async function translateMissing(
  content: BlueprintContent,
  translator: Translator | null,
  timeoutMs = patienceMs,
): Promise<Translated> {
  const languages: AutomaticTranslation[] = []
  const signal = AbortSignal.timeout(timeoutMs)
  let filled = content
  for (const language of content.automaticLanguages ?? []) {
    const missing = translatedTexts(content, language).filter(needsTranslation)
    if (missing.length === 0) continue
    const told: AutomaticTranslation = { language, translated: 0, failed: 0, why: null }
    for (const texts of batches(missing)) {
      if (told.why !== null) {
        told.failed += texts.length
        continue
      }
      try {
        const said = await ask(translator, texts, languageOf(content), language, signal)
        texts.forEach((text, i) => {
          const words = said[i] ?? null
          if (words === null) told.failed += 1
          else {
            told.translated += 1
            filled = setTranslation(filled, language, text, {
              text: words,
              source: text.text,
              by: "automatic",
            })
          }
        })
      } catch (error) {
        if (!(error instanceof TranslatorFault)) throw error
        told.why = error.message
        told.failed += texts.length
      }
    }
    if (told.failed > 0) told.why ??= "A merge field or a tag was lost on the way."
    const apart = withoutTwins(filled, language, missing)
    if (apart.taken > 0) told.why ??= "Two answers to one question came out the same."
    filled = apart.content
    languages.push({ ...told, translated: told.translated - apart.taken, failed: told.failed + apart.taken })
  }
  return { content: filled, languages }
}

const needsTranslation = ({ translation, isStale }: TranslatedText) =>
  translation === null || (isStale && translation.by === "automatic")

/** Each text as it can be kept; null for one that lost something. */
async function ask(
  translator: Translator | null,
  texts: readonly TranslatedText[],
  from: string,
  to: string,
  signal: AbortSignal,
): Promise<(string | null)[]> {
  if (!translator) throw new TranslatorFault("No translation server is configured.")
  const asked = texts.map(({ text }) => protectMarkup(text))
  // what stands in place of a name is read in the middle of the text; it is said by itself, since a field may come anywhere
  const fallbacks = [...new Set(asked.flatMap(({ parts }) => fallbacksIn(parts)))]
  const answered = await translator.translate(
    [...asked.map(({ html }) => html), ...fallbacks.map((fallback) => protectMarkup(fallback).html)],
    baseLanguage(from),
    baseLanguage(to),
    signal,
  )
  const said = new Map(
    fallbacks.map((fallback, i) => [fallback, restoreMarkup(answered[texts.length + i] ?? "", [])]),
  )
  return texts.map(({ text }, i) => {
    const parts = (asked[i]?.parts ?? []).map((part) => withFallbacks(part, said))
    const words = restoreMarkup(answered[i] ?? "", parts)
    const isKept =
      words !== null && words !== "" && words.length <= longest && brokenFields(text, words) === null
    return isKept ? words : null
  })
}

/** Without what was just translated and reads like another answer to the same question: a customer could not tell them apart. */
function withoutTwins(content: BlueprintContent, language: string, made: readonly TranslatedText[]) {
  const isMade = (guid: string | null) => made.some((text) => text.guid === guid && text.field === "value")
  let apart = content
  for (let taken = 0; ; taken++) {
    const { guid = null } = twinFaults(apart, language).find((fault) => isMade(fault.guid)) ?? {}
    if (guid === null) return { content: apart, taken }
    apart = setTranslation(apart, language, { guid, field: "value" }, null)
  }
}

function batches(texts: readonly TranslatedText[]): TranslatedText[][] {
  const all: TranslatedText[][] = []
  let room = { texts: 0, characters: 0 }
  for (const text of texts) {
    const asked = [text.text, ...fallbacksIn(protectMarkup(text.text).parts)]
    const characters = asked.reduce((sum, each) => sum + each.length, 0)
    const last = all.at(-1)
    if (last && room.texts >= asked.length && room.characters >= characters) last.push(text)
    else {
      all.push([text])
      room = { ...batch }
    }
    room = { texts: room.texts - asked.length, characters: room.characters - characters }
  }
  return all
}
