import { expect, test } from "vitest"
import { stepWords } from "../steps/words/index.ts"
import { fill, languageOf } from "./index.ts"

const wordsIn = (lang: string) => languageOf({ lang }, "en", stepWords).words
const en = wordsIn("en")
const places = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort()

test("every language has every word, with the places of the English one", () => {
  for (const lang of ["fr", "de", "sp"]) {
    const words = wordsIn(lang)
    const same = Object.entries(en).filter(([key, text]) => words[key as keyof typeof en] === text)
    expect([lang, same]).toEqual([lang, []])
    for (const [key, text] of Object.entries(en)) {
      expect([key, places(words[key as keyof typeof en])]).toEqual([key, places(text)])
    }
  }
})

test.each([
  [undefined, "fr-CA", "fr", "fr-CA", "Continuer"],
  [{ lang: "sp" }, "en-US", "sp", "es", "Continuar"],
  [undefined, "es-MX", "sp", "es-MX", "Continuar"],
  [{ lang: "de_AT" }, "en", "de", "de-AT", "Weiter"],
  [undefined, "ja-JP", "en", "en", "Continue"],
  [{ lang: "not a language" }, "fr", "en", "en", "Continue"],
])("%j in a %s browser shows %s, formats as %s", (i18n, detected, uiLang, locale, next) => {
  const language = languageOf(i18n, detected, stepWords)
  expect([language.uiLang, language.locale, language.words.next]).toEqual([uiLang, locale, next])
})

test("the page's own words win, those of the exact tag over those of the language", () => {
  const messages = { fr: { next: "Suite", back: "Avant" }, "fr-CA": { next: "Prochain" } }
  const { words } = languageOf({ messages }, "fr-CA", stepWords)
  expect([words.next, words.back, words.close]).toEqual(["Prochain", "Avant", "Fermer"])
})

test("the page's Spanish may be called sp or es", () => {
  const say = (lang: string) => languageOf({ messages: { [lang]: { back: "Volver" } } }, "es").words.back
  expect([say("sp"), say("es")]).toEqual(["Volver", "Volver"])
})

test("a language of the page's own is shown in that language", () => {
  const { uiLang, locale, words } = languageOf({ lang: "it", messages: { it: { next: "Avanti" } } }, "en")
  expect([uiLang, locale, words.next, words.back]).toEqual(["it", "it", "Avanti", "Back"])
})

test("values go into their places", () => {
  expect(fill("{price} / {unit} {other}", { price: "$9", unit: "month" })).toBe("$9 / month {other}")
})
