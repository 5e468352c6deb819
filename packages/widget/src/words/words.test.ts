import { expect, test } from "vitest"
import { de } from "../../../../apps/server/src/flow/present/words/de.ts"
import { en } from "../../../../apps/server/src/flow/present/words/en.ts"
import { coreWords } from "./core-words.ts"
import { fill, languageOf } from "./index.ts"

test("the script and the server say the same, and the server has every word", () => {
  expect(languageOf("en", {}, en).words).toEqual(en)
  const core = Object.entries<readonly string[]>(coreWords)
  expect(core.map(([key, row]) => [key, row[0]])).toEqual(
    core.map(([key]) => [key, { ...en }[key as "title"]]),
  )
  for (const [key, row] of core) if (row[2]) expect([key, row[2]]).toEqual([key, de[key as "title"]])
})

test.each([
  ["fr-CA", "fr", "fr-CA", "Un instant"],
  ["sp", "sp", "es", "Un momento"],
  ["es-MX", "sp", "es-MX", "Un momento"],
  ["de_AT", "de", "de-AT", "Einen Moment"],
  ["ja-JP", "en", "en", "One moment"],
  ["not a language", "en", "en", "One moment"],
])("%s shows %s, formats as %s", (asked, uiLang, locale, loading) => {
  const language = languageOf(asked)
  expect([language.uiLang, language.locale, language.words.loading]).toEqual([uiLang, locale, loading])
})

test("words that came with the flow win over the script's", () => {
  const { words } = languageOf("de", {}, de)
  expect([words.next, words.confirmBody]).toEqual(["Weiter", "Sie können jederzeit zurückkommen."])
})

test("the page's own words win, those of the exact tag over those of the language", () => {
  const messages = { fr: { next: "Suite", back: "Avant" }, "fr-CA": { next: "Prochain" } }
  const { words } = languageOf("fr-CA", messages, { next: "Continuer", back: "Retour", close: "Fermer" })
  expect([words.next, words.back, words.close]).toEqual(["Prochain", "Avant", "Fermer"])
})

test("the page's Spanish may be called sp or es", () => {
  const say = (lang: string) => languageOf("es", { [lang]: { back: "Volver" } }).words.back
  expect([say("sp"), say("es")]).toEqual(["Volver", "Volver"])
})

test("a language of the page's own is shown in that language", () => {
  const { uiLang, locale, words } = languageOf("it", { it: { next: "Avanti" } }, { back: "Back" })
  expect([uiLang, locale, words.next, words.back]).toEqual(["it", "it", "Avanti", "Back"])
})

test("values go into their places", () => {
  expect(fill("{price} / {unit} {other}", { price: "$9", unit: "month" })).toBe("$9 / month {other}")
})
