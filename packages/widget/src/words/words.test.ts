import { expect, test } from "vitest"
import { de } from "./de.ts"
import { en } from "./en.ts"
import { fr } from "./fr.ts"
import { fill, languageOf } from "./index.ts"
import { sp } from "./sp.ts"

const places = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort()

test("every language has the places of the English words", () => {
  for (const words of [fr, de, sp]) {
    for (const [key, text] of Object.entries(en)) {
      expect([key, places(words[key as keyof typeof en])]).toEqual([key, places(text)])
    }
  }
})

test.each([
  [undefined, "fr-CA", "fr", "fr-CA", fr.next],
  [{ lang: "sp" }, "en-US", "sp", "es", sp.next],
  [undefined, "es-MX", "sp", "es-MX", sp.next],
  [{ lang: "de_AT" }, "en", "de", "de-AT", de.next],
  [undefined, "ja-JP", "en", "en", en.next],
  [{ lang: "not a language" }, "fr", "en", "en", en.next],
])("%j in a %s browser shows %s, formats as %s", (i18n, detected, uiLang, locale, next) => {
  const language = languageOf(i18n, detected)
  expect([language.uiLang, language.locale, language.words.next]).toEqual([uiLang, locale, next])
})

test("the page's own words win, those of the exact tag over those of the language", () => {
  const messages = { fr: { next: "Suite", back: "Avant" }, "fr-CA": { next: "Prochain" } }
  const { words } = languageOf({ messages }, "fr-CA")
  expect([words.next, words.back, words.close]).toEqual(["Prochain", "Avant", fr.close])
})

test("a language of the page's own is shown in that language", () => {
  const { uiLang, locale, words } = languageOf({ lang: "it", messages: { it: { next: "Avanti" } } }, "en")
  expect([uiLang, locale, words.next, words.back]).toEqual(["it", "it", "Avanti", en.back])
})

test("values go into their places", () => {
  expect(fill("{price} / {unit} {other}", { price: "$9", unit: "month" })).toBe("$9 / month {other}")
})
