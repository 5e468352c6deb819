import { expect, test } from "vitest"
import { languageCode, languageSentence } from "./language.ts"

test("each state of a translation has its own sentence", () => {
  expect([
    languageSentence({ shown: "fr", detected: "fr-FR", translation: "automatic" }),
    languageSentence({ shown: "de", detected: "de", translation: "manual" }),
    languageSentence({ shown: "de", detected: "de", translation: "manual", untranslated: 2 }),
    languageSentence({ shown: "en", detected: "en-US", translation: "default" }),
    languageSentence({ shown: "en", detected: "pt-BR", translation: "unavailable" }),
    languageSentence({ shown: "en", detected: null, translation: "unavailable" }),
  ]).toEqual([
    "Shown in French, translated automatically",
    "Shown in German, translated by your own override",
    "Shown in German, translated by your own override, but for 2 texts",
    "Shown in English, the flow's own language",
    "Left in English: no translation into Brazilian Portuguese was available",
    "Left in English: no translation into the customer's language was available",
  ])
})

test("a tag that is none is printed as it came", () => {
  expect(languageSentence({ shown: "not a tag!", detected: null, translation: "default" })).toBe(
    "Shown in not a tag!, the flow's own language",
  )
})

test("the badge is short, and `sp` is Spanish", () => {
  expect(languageCode({ shown: "pt_br_and_more", detected: null, translation: "manual" })).toBe("PT-BR-AN")
  expect(languageCode({ shown: "\u0000\u001b", detected: null, translation: "manual" })).toBe("?")
  expect(languageSentence({ shown: "sp", detected: "es", translation: "automatic" })).toBe(
    "Shown in Spanish, translated automatically",
  )
})
