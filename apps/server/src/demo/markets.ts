/** Where the demo merchant's customers live: what they pay in, speak, and which cancellation rules hold there. */

export interface Market {
  region: string
  code: string
  currency: string
  /** What the browser says. */
  browserLanguage: string
  /** Hours ahead of UTC, near enough for a daily rhythm. */
  utcOffset: number
  weight: number
  /** A single-click cancellation rule of its own. */
  hasSingleClickRule: boolean
  /** Covered once a merchant turns the maximal US rule on. */
  isUnitedStates: boolean
}

const market = (
  region: string,
  code: string,
  currency: string,
  browserLanguage: string,
  utcOffset: number,
  weight: number,
  hasSingleClickRule = false,
): Market => ({
  region,
  code,
  currency,
  browserLanguage,
  utcOffset,
  weight,
  hasSingleClickRule,
  isUnitedStates: code.startsWith("US"),
})

export const markets: readonly Market[] = [
  market("California", "US-CA", "usd", "en-US", -8, 12, true),
  market("New York", "US-NY", "usd", "en-US", -5, 8, true),
  market("Texas", "US-TX", "usd", "en-US", -6, 8),
  market("Washington", "US-WA", "usd", "en-US", -8, 5),
  market("Ohio", "US-OH", "usd", "en-US", -5, 5),
  market("Florida", "US-FL", "usd", "es-US", -5, 3),
  market("United Kingdom", "GB", "gbp", "en-GB", 0, 10),
  market("Germany", "DE", "eur", "de-DE", 1, 10, true),
  market("France", "FR", "eur", "fr-FR", 1, 9, true),
  market("Spain", "ES", "eur", "es-ES", 1, 5, true),
  market("Netherlands", "NL", "eur", "nl-NL", 1, 3, true),
  market("Poland", "PL", "pln", "pl-PL", 1, 3, true),
  market("Sweden", "SE", "sek", "sv-SE", 1, 2, true),
  market("Canada", "CA", "cad", "en-CA", -5, 5),
  market("Quebec", "CA-QC", "cad", "fr-CA", -5, 2),
  market("Australia", "AU", "aud", "en-AU", 10, 4),
  market("Brazil", "BR", "brl", "pt-BR", -3, 4),
  market("Japan", "JP", "jpy", "ja-JP", 9, 2),
  market("Israel", "IL", "usd", "he-IL", 2, 1),
]

/** Languages in which the demo flows can be read besides English, and how they came to be translated. */
export const translations: Readonly<Record<string, "ai" | "manual">> = {
  de: "manual",
  fr: "ai",
  es: "ai",
  pt: "ai",
}

/** Languages in which the buttons and the other fixed words of the flow are known. */
export const interfaceLanguages: readonly string[] = ["en", "de", "fr", "es", "nl", "pl"]

/** `pt-BR` is `pt`. */
export const baseLanguage = (tag: string) => tag.split("-")[0] ?? tag
