import type { StreamLanguage } from "@holdfast/protocol/dashboard"
import { countWords } from "../../exports/size-words.ts"
import { readableText } from "../../parts/readable-text.ts"

/** `FR`, `PT-BR`; at most eight characters, whatever came over the wire. */
export function languageCode(language: StreamLanguage): string {
  const letters = language.shown.replace(/_/g, "-").replace(/[^\p{L}\p{N}-]/gu, "")
  return letters.slice(0, 8).toUpperCase() || "?"
}

/** What the customer read and why, in one sentence. */
export function languageSentence({ shown, detected, translation, untranslated = 0 }: StreamLanguage): string {
  const name = languageName(shown)
  const left = untranslated === 0 ? "" : `, but for ${countWords(untranslated, "text")}`
  switch (translation) {
    case "automatic":
      return `Shown in ${name}, translated automatically${left}`
    case "manual":
      return `Shown in ${name}, translated by your own override${left}`
    case "default":
      return `Shown in ${name}, the flow's own language`
    case "unavailable": {
      const wanted = detected === null ? "the customer's language" : languageName(detected)
      return `Left in ${name}: no translation into ${wanted} was available`
    }
  }
}

/** The English name of a language tag; the tag itself where there is none. `sp` is what some clients send for Spanish. */
export function languageName(tag: string): string {
  try {
    const known = tag === "sp" ? "es" : tag.replace(/_/g, "-")
    return new Intl.DisplayNames("en", { type: "language" }).of(known) ?? tag
  } catch {
    return readableText(tag)?.slice(0, 40) ?? "an unknown language"
  }
}
