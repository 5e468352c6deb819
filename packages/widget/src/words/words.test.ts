import { expect, test } from "vitest"
import { de } from "../../../../apps/server/src/flow/present/words/de.ts"
import { en } from "../../../../apps/server/src/flow/present/words/en.ts"
import { core } from "./core-words.ts"
import { coreWordNames, flowWords } from "./flow-word.ts"
import { fill, languageOf, readLanguage } from "./index.ts"

test("the script and the server say the same, and the server has every word", () => {
  expect(languageOf("en", {}, en).words).toEqual(en)
  expect(en).toMatchObject(core.words)
})

test("every word has its name among those that a page may pass", () => {
  expect([...coreWordNames, ...flowWords].toSorted()).toEqual(Object.keys(en).toSorted())
  expect(coreWordNames).toEqual(Object.keys(core.words))
})

test("the script says by itself what it has words for, in its own language", () => {
  expect(languageOf("en-GB")).toEqual({ uiLang: "en", locale: "en-GB", words: core.words })
  expect(languageOf("sv-SE")).toEqual({ uiLang: "en", locale: "en", words: core.words })
})

test.each([
  ["fr-FR", "fr-FR"],
  ["de_at", "de-AT"],
  ["sp", "es"],
  ["SP-mx", "es-MX"],
  ["C", null],
  ["not a language", null],
  ["", null],
  [undefined, null],
  [{}, null],
])("%j is the language %s", (tag, language) => {
  expect(readLanguage(tag)).toBe(language)
})

test("where nobody has words in the language asked for, the flow's own is shown", () => {
  const { uiLang, locale, words } = languageOf("sv-SE", {}, { next: "Continue" }, "it")
  expect([uiLang, locale, words.next]).toEqual(["en", "it", "Continue"])
})

test("words that came with the flow make their language known", () => {
  const { uiLang, locale, words } = languageOf("ja-JP", {}, { next: "次へ" }, "it", "ja")
  expect([uiLang, locale, words.next]).toEqual(["ja", "ja-JP", "次へ"])
})

test("messages that are no words are none", () => {
  const messages = { en: { next: null, back: {}, close: "Shut" } } as unknown as Record<string, never>
  expect(languageOf("en", messages, { next: "Continue" }).words).toMatchObject({
    next: "Continue",
    back: "Back",
    close: "Shut",
  })
  expect(languageOf("en", null).words.next).toBeUndefined()
})

test("words that came with the flow win over the script's", () => {
  const { words } = languageOf("de", {}, de)
  expect([words.next, words.confirmBody]).toEqual(["Weiter", "Sie können jederzeit zurückkommen."])
})

test("the page's own words win, those of the exact tag over those of the language", () => {
  const messages = { fr_CA: { next: "Prochain" }, fr: { next: "Suite", back: "Avant" } }
  const { words } = languageOf("fr-CA", messages, { next: "Continuer", back: "Retour", close: "Fermer" })
  expect([words.next, words.back, words.close]).toEqual(["Prochain", "Avant", "Fermer"])
})

test("the page's Spanish may be called sp or es", () => {
  const say = (lang: string) => languageOf("es", { [lang]: { back: "Volver" } }).words.back
  expect([say("sp"), say("es")]).toEqual(["Volver", "Volver"])
})

test("a language of the page's own is shown in that language", () => {
  const { uiLang, locale, words } = languageOf("da", { da: { next: "Fortsæt" } }, { back: "Back" })
  expect([uiLang, locale, words.next, words.back]).toEqual(["da", "da", "Fortsæt", "Back"])
})

test("values go into their places", () => {
  expect(fill("{price} / {unit} {other}", { price: "$9", unit: "month" })).toBe("$9 / month {other}")
})
