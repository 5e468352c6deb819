import type { BlueprintContent, BlueprintFault } from "./blueprint.ts"
import { flowTexts } from "./flow-texts.ts"
import { textPieces } from "./merge-fields.ts"
import { comparedWords } from "./text-faults.ts"
import {
  baseLanguage,
  keyOf,
  languageOf,
  shownTranslation,
  translatedLanguages,
  translatedTexts,
  translationEntries,
} from "./translations.ts"
import { widgetLanguages } from "./widget-languages.ts"

const known = Object.keys(widgetLanguages)
const isTag = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/

/**
 * What keeps translations from being published: languages and texts that there are not, merge fields that got lost, and
 * choices of one question that read the same.
 */
export function translationFaults(content: BlueprintContent): BlueprintFault[] {
  const ofLanguages = translatedLanguages(content).flatMap((language) => twinFaults(content, language))
  return [...automaticFaults(content), ...entryFaults(content), ...ofLanguages]
}

const automaticFaults = (content: BlueprintContent): BlueprintFault[] =>
  (content.automaticLanguages ?? []).flatMap((language, i) => {
    const fault = languageFault(content, language)
    return fault ? [{ path: `automaticLanguages[${i}]`, guid: null, fault }] : []
  })

function entryFaults(content: BlueprintContent): BlueprintFault[] {
  if (!content.translations) return []
  const texts = flowTexts(content)
  const guids = new Set(texts.map(({ guid }) => guid))
  const keys = new Set(texts.map(keyOf))
  const ofLanguages = Object.entries(content.translations).flatMap(([language, parts]): BlueprintFault[] => {
    const path = `translations.${language}`
    const fault = languageFault(content, language)
    const unknown = Object.keys(parts).filter((guid) => !guids.has(guid))
    return [
      ...(fault ? [{ path, guid: null, fault }] : []),
      ...unknown.map((guid) => ({ path: `${path}.${guid}`, guid, fault: "is no part of this flow" })),
    ]
  })
  const ofTexts = translationEntries(content).flatMap((entry): BlueprintFault[] => {
    const { language, guid, field, translation } = entry
    if (!guids.has(guid)) return []
    const path = `translations.${language}.${guid}.${field}`
    if (!keys.has(keyOf(entry))) return [{ path, guid, fault: "is no text of that part" }]
    const fault = brokenFields(translation.source, translation.text)
    return fault && translation.text.trim() !== "" ? [{ path, guid, fault }] : []
  })
  return [...ofLanguages, ...ofTexts]
}

/**
 * Choices of one survey, and options of one follow-up, that a customer cannot tell apart in a language. The fault is of the
 * later one, or of the one that is translated. Where neither is, it is a fault of the texts themselves.
 */
export function twinFaults(content: BlueprintContent, language: string): BlueprintFault[] {
  const said = new Map(
    translatedTexts(content, language).map((text) => [keyOf(text), shownTranslation(text)?.text]),
  )
  return pickedLists(content).flatMap(({ kind, parts }) => {
    const read = parts.map(({ guid, value }) => {
      const translated = said.get(keyOf({ guid, field: "value" }))
      return { guid, isTranslated: translated !== undefined, words: comparedWords(translated ?? value) }
    })
    return read.flatMap(({ guid, isTranslated, words }, i): BlueprintFault[] => {
      const before = read.findIndex((each) => each.words === words)
      const twin = read[before]
      if (before === i || !twin || !(isTranslated || twin.isTranslated)) return []
      const [whose, other] = isTranslated ? [guid, before] : [twin.guid, i]
      const path = `translations.${language}.${whose}.value`
      return [{ path, guid: whose, fault: `says the same as ${kind} ${other + 1}` }]
    })
  })
}

/** What a customer picks one of: the choices of a survey, and the options of each follow-up. */
const pickedLists = ({ steps }: BlueprintContent) =>
  steps.flatMap((step) => {
    if (step.stepType !== "SURVEY") return []
    const { choices } = step.survey
    const options = choices.map(({ followup }) => ({ kind: "option", parts: followup?.options ?? [] }))
    return [{ kind: "choice", parts: choices }, ...options]
  })

function languageFault(content: BlueprintContent, language: string): string | null {
  if (!isTag.test(language) || !known.includes(baseLanguage(language))) {
    return `is no language that the widget has words in; it has ${known.join(", ")}`
  }
  return language.toLowerCase() === languageOf(content).toLowerCase()
    ? "is the language of the texts themselves"
    : null
}

/** What became of the merge fields of a text in its translation, as the end of a sentence; null where all are there. */
export function brokenFields(source: string, translation: string): string | null {
  const [before, after] = [fieldsOf(source), fieldsOf(translation)]
  const lost = [...before].filter((field) => !after.has(field))
  const added = [...after].filter((field) => !before.has(field))
  if (lost.length > 0) return `has lost ${lost.map(inBraces).join(" and ")} of its source`
  return added.length > 0 ? `has ${added.map(inBraces).join(" and ")}, which its source has not` : null
}

const inBraces = (field: string) => `{{${field}}}`

const fieldsOf = (text: string): Set<string> =>
  new Set(textPieces(text).flatMap((piece) => (piece.kind === "field" ? [piece.field] : [])))
