import { widgetLanguages } from "@holdfast/protocol/flow"
import { expect, test } from "vitest"
import { chooseWords, languages } from "./choose-words.ts"
import { de } from "./de.ts"
import { en } from "./en.ts"
import { fr } from "./fr.ts"
import { pl } from "./pl.ts"
import { sp } from "./sp.ts"

test.for([
  ["fr", "fr", fr],
  ["fr-CA", "fr", fr],
  ["DE_at", "de", de],
  ["es-MX", "sp", sp],
  ["sp", "sp", sp],
  ["pl-PL", "pl", pl],
  ["sv", "en", en],
  ["constructor", "en", en],
  [null, "en", en],
] as const)("%s is answered in %s", ([tag, uiLang, words]) => {
  expect(chooseWords(tag)).toEqual({ uiLang, words })
})

test("every language has every word, with the same places to fill", () => {
  const places = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).sort()
  expect(Object.keys(languages).map((code) => code.replace("sp", "es"))).toEqual(Object.keys(widgetLanguages))
  for (const words of Object.values(languages)) {
    expect(Object.keys(words)).toEqual(Object.keys(en))
    for (const [key, text] of Object.entries(en)) {
      const translated = words[key as keyof typeof en]
      expect([key, translated.trim() !== "", places(translated)]).toEqual([key, true, places(text)])
    }
  }
})
