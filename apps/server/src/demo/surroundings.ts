import type { SessionFacts } from "@holdfast/protocol"
import type { Blueprint } from "@holdfast/protocol/flow"
import { baseLanguage, interfaceLanguages, translations } from "./markets.ts"
import type { Person } from "./people.ts"

/**
 * In which language the flow was shown. The first versions were never translated, and for some languages no
 * translation exists; both leave the customer with the default.
 */
export function language(person: Person, blueprint: Blueprint, asksForLanguage: boolean): SessionFacts {
  const detectedLang = person.market.browserLanguage
  const wanted = baseLanguage(detectedLang)
  const isFirst = blueprint.segmentId === null && blueprint.version === 1
  const translation = isFirst ? undefined : translations[wanted]
  const contentLang = translation ? wanted : "en"
  const facts: SessionFacts = {
    lang: contentLang,
    detectedLang,
    uiLang: interfaceLanguages.includes(wanted) ? wanted : "en",
    contentLang,
    displayLang: contentLang,
    langMismatch: wanted !== contentLang,
    availableTranslations: translation !== undefined,
  }
  if (translation) facts.translationType = translation
  if (asksForLanguage) facts.overriddenLang = wanted
  return facts
}

export interface Compliance {
  singleClick: boolean
  /** Single-click for all of the United States. */
  maximalUs: boolean
}

/** Which cancellation rules hold where the customer is. A region is named even where none does. */
export function region(person: Person, compliance: Compliance): SessionFacts {
  const { market } = person
  const strictFTCCompliance = compliance.maximalUs && market.isUnitedStates
  const clickToCancel = compliance.singleClick && market.hasSingleClickRule
  return {
    clickToCancelEnabled: hasCancelNow(person, compliance),
    strictFTCComplianceEnabled: compliance.maximalUs,
    region: {
      clickToCancel,
      strictFTCCompliance,
      matchedRegion: market.region,
      matchedRegionCode: market.code,
      ...{ source: "billing-address", basis: market.code },
      rule: strictFTCCompliance ? "maximal" : clickToCancel ? "single-click" : "none",
    },
  }
}

export const hasCancelNow = ({ market }: Person, { singleClick, maximalUs }: Compliance): boolean =>
  (singleClick && market.hasSingleClickRule) || (maximalUs && market.isUnitedStates)

/** What it took the customer: a press for each step, and one more for the reason they picked. */
export function effort(
  { stepsViewed, surveyChoiceId, canceled }: SessionFacts,
  startsAt: number,
): SessionFacts {
  const steps = stepsViewed ?? []
  const end = steps.at(-1)?.end
  return {
    clicks: steps.length + (surveyChoiceId == null ? 0 : 1),
    ...(canceled && end && { secondsToCancel: Math.round((Date.parse(end) - startsAt) / 1000) }),
  }
}
