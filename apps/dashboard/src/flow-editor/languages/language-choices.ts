import {
  type AutomaticTranslation,
  type BlueprintContent,
  baseLanguage,
  languageName,
  languageOf,
  type TranslationProgress,
  translatedLanguages,
  translationProgress,
  widgetLanguages,
} from "@holdfast/protocol/flow"
import { countWords } from "../../exports/size-words.ts"
import { digits } from "../../parts/digits.ts"

/** The languages that a flow can be said in besides its own: those that it is said in, then the others. */
export function languageChoices(content: BlueprintContent): { value: string; label: string }[] {
  const begun = translatedLanguages(content)
  return otherLanguages(content).map((value) => {
    if (!begun.includes(value)) return { value, label: languageName(value) }
    const { translated, texts } = translationProgress(content, value)
    return { value, label: `${languageName(value)}: ${translated} of ${texts}` }
  })
}

/** The first of them. */
export const firstLanguage = (content: BlueprintContent): string => otherLanguages(content)[0] ?? "fr"

function otherLanguages(content: BlueprintContent): string[] {
  const begun = translatedLanguages(content)
  const own = baseLanguage(languageOf(content))
  return [...begun, ...Object.keys(widgetLanguages).filter((tag) => tag !== own && !begun.includes(tag))]
}

/** `34 of 41 texts, 3 stale`. */
export function progressWords({ texts, translated, stale }: TranslationProgress): string {
  const count = `${digits.format(translated)} of ${digits.format(texts)} texts`
  return stale === 0 ? count : `${count}, ${digits.format(stale)} stale`
}

/** The name of the field of a translation, which is where its faults are. */
export const translationField = (language: string, guid: string, field: string): string =>
  `translations.${language}.${guid}.${field}`

/** The language that a field of a translation is in; null for another field. */
export const languageOfField = (field: string): string | null =>
  /^translations\.([^.]+)/.exec(field)?.[1] ?? null

/** Whether what is missing in a language is translated when the flow is published. */
export function turnAutomatic(
  { automaticLanguages = [], ...content }: BlueprintContent,
  language: string,
  isOn: boolean,
): BlueprintContent {
  const others = automaticLanguages.filter((each) => each !== language)
  const next = isOn ? [...others, language].toSorted() : others
  return next.length === 0 ? content : { ...content, automaticLanguages: next }
}

/** What became of the texts that were to be translated: `Translated automatically into French: 34 texts.` */
export function translatedWords({ language, translated, failed, why }: AutomaticTranslation): string {
  const name = languageName(language)
  const done =
    translated === 0 ? "" : `Translated automatically into ${name}: ${countWords(translated, "text")}. `
  const left = failed === 0 ? "" : `Left untranslated in ${name}: ${countWords(failed, "text")}. ${why ?? ""}`
  return `${done}${left}`.trim()
}
