/** The languages in which the widget says the words around a flow's own texts, by their BCP 47 tags, in English. */
export const widgetLanguages = {
  en: "English",
  fr: "French",
  de: "German",
  es: "Spanish",
  pt: "Portuguese",
  it: "Italian",
  nl: "Dutch",
  pl: "Polish",
  ja: "Japanese",
  ar: "Arabic",
} as const

export type WidgetLanguage = keyof typeof widgetLanguages
