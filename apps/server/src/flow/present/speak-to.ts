import type { SessionFacts } from "@holdfast/protocol"
import {
  type BlueprintContent,
  baseLanguage,
  type ContentInLanguage,
  inLanguageOf,
  languageOf,
  widgetLanguages,
} from "@holdfast/protocol/flow"
import { createRecent, type Recent } from "../../recent.ts"
import { chooseWords } from "./words/choose-words.ts"

/** Which languages are known of a customer, as a browser or a page writes them. */
export interface Wishes {
  /** The browser's; null where it is not known. */
  detected: string | null
  /** What the page asks for, which goes before it. */
  asked: string | null
}

/** What of a request says a language. Spanish is also understood as `sp`; what is no language says nothing. */
export const wishesOf = (said: {
  detectedLang?: string | null | undefined
  lang?: string | null | undefined
}): Wishes => ({ detected: readTag(said.detectedLang), asked: readTag(said.lang) })

function readTag(tag: string | null | undefined): string | null {
  if (!tag) return null
  try {
    return Intl.getCanonicalLocales(tag.replaceAll("_", "-").replace(/^sp\b/i, "es"))[0] ?? null
  } catch {
    return null
  }
}

/** Of one content: a translated one is as large as the content itself. */
const mostLanguagesKept = 8

/** By content, and by the language that is wanted of it. */
const spoken = new WeakMap<BlueprintContent, Recent<ContentInLanguage>>()

/**
 * The texts of a flow in the language of a customer. The same for the same wishes, so all of a run is in one. A published
 * content never changes and is kept by `findVersion`, so what was made of it for one customer is there for the next.
 */
export function speakTo(content: BlueprintContent, { detected, asked }: Wishes): ContentInLanguage {
  const wanted = asked ?? detected
  const known = spoken.get(content) ?? createRecent(mostLanguagesKept)
  spoken.set(content, known)
  const found = known.get(wanted ?? "") ?? inLanguageOf(content, wanted)
  known.set(wanted ?? "", found)
  return found
}

/** The language of the words around the texts: what the page asks for, else that of the texts. */
export const wordsFor = (said: ContentInLanguage, { asked }: Wishes) => chooseWords(asked ?? said.language)

/** What a session says of its languages (wire contract 6.9), as far as it is known when the flow is opened. */
export function languageFacts(content: BlueprintContent, wishes: Wishes): SessionFacts {
  const { detected, asked } = wishes
  const said = speakTo(content, wishes)
  const wanted = asked ?? detected
  const displayLang = displayed(said.language, wishes)
  return {
    lang: displayLang,
    displayLang,
    contentLang: said.language,
    uiLang: wordsFor(said, wishes).uiLang,
    langMismatch: wanted !== null && baseLanguage(wanted) !== baseLanguage(displayLang),
    availableTranslations: said.translationType !== null,
    ...(said.translationType !== null && { translationType: said.translationType }),
    ...(said.untranslated > 0 && { untranslatedTexts: said.untranslated }),
    ...(detected !== null && { detectedLang: detected }),
    ...(asked !== null && { overriddenLang: asked }),
  }
}

/** As the widget finds it: the browser says which kind of the language it is, since dates differ between en-GB and en-US. */
function displayed(contentLang: string, { detected, asked }: Wishes): string {
  if (asked !== null) return Object.hasOwn(widgetLanguages, baseLanguage(asked)) ? asked : contentLang
  const isSame = detected !== null && baseLanguage(detected) === baseLanguage(contentLang)
  return isSame ? detected : contentLang
}

/**
 * What a client reports of answers that were picked from a flow in another language, in the words of the flow itself: a
 * reason is one reason, in whichever language it was read.
 */
export function answersInOwnLanguage(content: BlueprintContent, facts: SessionFacts): SessionFacts {
  const choice = content.steps
    .flatMap((step) => (step.stepType === "SURVEY" ? step.survey.choices : []))
    .find(({ guid }) => guid === facts.surveyChoiceId)
  if (!choice) return facts
  for (const translated of Object.keys(content.translations ?? {})) {
    const said = inLanguageOf(content, translated)
    if (said.language === languageOf(content)) continue
    const read = said.steps
      .flatMap((step) => (step.stepType === "SURVEY" ? step.survey.choices : []))
      .find(({ guid }) => guid === choice.guid)
    if (!read || read.value !== facts.surveyChoiceValue) continue
    const { followup } = choice
    const isAsked = followup !== null && read.followup?.question === facts.followupQuestion
    return {
      ...facts,
      surveyChoiceValue: choice.value,
      ...(isAsked && { followupQuestion: followup.question }),
    }
  }
  return facts
}
