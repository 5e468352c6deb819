import type { BlueprintContent, BlueprintFault } from "./blueprint.ts"
import { flowTexts } from "./flow-texts.ts"
import { textPieces } from "./merge-fields.ts"
import { comparedWords } from "./text-faults.ts"
import {
  baseLanguage,
  fieldsByPart,
  languageOf,
  shownTranslation,
  translatedLanguages,
  translationEntries,
  translationOf,
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
  const known = fieldsByPart(flowTexts(content))
  const ofLanguages = Object.entries(content.translations).flatMap(([language, parts]): BlueprintFault[] => {
    const path = `translations.${language}`
    const fault = languageFault(content, language)
    const unknown = Object.keys(parts).filter((guid) => !known.has(guid))
    return [
      ...(fault ? [{ path, guid: null, fault }] : []),
      ...unknown.map((guid) => ({ path: `${path}.${guid}`, guid, fault: "is no part of this flow" })),
    ]
  })
  const ofTexts = translationEntries(content).flatMap(
    ({ language, guid, field, translation }): BlueprintFault[] => {
      const fields = known.get(guid)
      if (!fields) return []
      const path = `translations.${language}.${guid}.${field}`
      if (!fields.has(field)) return [{ path, guid, fault: "is no text of that part" }]
      const fault = brokenFields(translation.source, translation.text)
      return fault && translation.text.trim() !== "" ? [{ path, guid, fault }] : []
    },
  )
  return [...ofLanguages, ...ofTexts]
}

/**
 * Choices of one survey, and options of one follow-up, that a customer cannot tell apart in a language. The fault is of the
 * later one, or of the one that is translated. Where neither is, it is a fault of the texts themselves.
 */
export function twinFaults(content: BlueprintContent, language: string): BlueprintFault[] {
  return pickedLists(content).flatMap(({ kind, parts }) => {
    const read = parts.map(({ guid, value }) => {
      const translated = value.trim() === "" ? null : saidInstead(content, language, guid, value)
      return { guid, isTranslated: translated !== null, words: comparedWords(translated ?? value) }
    })
    const firsts = new Map<string, number>()
    return read.flatMap(({ guid, isTranslated, words }, i): BlueprintFault[] => {
      const before = firsts.get(words) ?? i
      firsts.set(words, before)
      const twin = read[before]
      if (before === i || !twin || !(isTranslated || twin.isTranslated)) return []
      const [whose, other] = isTranslated ? [guid, before] : [twin.guid, i]
      const path = `translations.${language}.${whose}.value`
      return [{ path, guid: whose, fault: `says the same as ${kind} ${other + 1}` }]
    })
  })
}

/** What a customer reads in place of the words of a part; null where they stay as they are. */
function saidInstead(content: BlueprintContent, language: string, guid: string, value: string) {
  const translation = translationOf(content, language, { guid, field: "value" })
  const isStale = translation !== null && translation.source !== value
  return shownTranslation({ translation, isStale })?.text ?? null
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

const none: ReadonlySet<string> = new Set()

/** Most texts have none, and an editor asks for all texts of all languages with each key. */
const fieldsOf = (text: string): ReadonlySet<string> =>
  !text.includes("{{")
    ? none
    : new Set(textPieces(text).flatMap((piece) => (piece.kind === "field" ? [piece.field] : [])))
