import type { BlueprintContent } from "@holdfast/protocol/flow"
import { expect, test } from "vitest"
import { translatedWords, turnAutomatic } from "./language-choices.ts"

test("what was translated, and what was not and why, are sentences", () => {
  expect([
    translatedWords({ language: "fr", translated: 34, failed: 0, why: null }),
    translatedWords({ language: "pt-BR", translated: 1, failed: 1, why: "It took too long." }),
    translatedWords({
      language: "de",
      translated: 0,
      failed: 2,
      why: "No translation server is configured.",
    }),
  ]).toEqual([
    "Translated automatically into French: 34 texts.",
    "Translated automatically into Portuguese (pt-BR): 1 text. Left untranslated in Portuguese (pt-BR): 1 text. It took too long.",
    "Left untranslated in German: 2 texts. No translation server is configured.",
  ])
})

test("languages are turned on and off one by one; without any, nothing is said of it", () => {
  const content = { steps: [] } as unknown as BlueprintContent
  const both = turnAutomatic(turnAutomatic(content, "fr", true), "de", true)
  expect(both.automaticLanguages).toEqual(["de", "fr"])
  expect(turnAutomatic(turnAutomatic(both, "fr", false), "de", false)).toEqual(content)
})
