import { type BlueprintContent, flowTexts } from "@holdfast/protocol/flow"
import { choiceOf } from "../fault-places.ts"
import type { PreviewPlace } from "../preview/preview-steps.ts"
import { languageOfField, translationField } from "./language-choices.ts"

/** Where the text of the translation that is written stands in the flow; the whole flow where none is. */
export function translatedPlace(content: BlueprintContent, focused: string | null): PreviewPlace {
  const language = languageOfField(focused ?? "")
  const text =
    language === null
      ? undefined
      : flowTexts(content).find(({ guid, field }) => translationField(language, guid, field) === focused)
  if (!text) return { place: "languages", choice: null, field: null }
  const { guid, field, slot } = text
  return { place: slot, choice: choiceOf(content, guid), field: `${guid}:${field}` }
}
