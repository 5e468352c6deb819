import { expect, test } from "vitest"
import { prng } from "../prng.ts"
import { reasons } from "../reasons.ts"
import { feedbackText, typedAnswer } from "./compose.ts"

const languages = ["en", "de", "fr", "es", "pt", "ja"]

test("every reason can be spoken of in every language, with every blank filled in", () => {
  const chance = prng(1)
  for (const language of languages) {
    for (const reason of reasons) {
      for (let i = 0; i < 200; i++) {
        const texts = [typedAnswer(language, reason, chance), feedbackText(language, reason, null, chance)]
        for (const text of texts) expect(text).toMatch(/^[^{}]+$/)
      }
    }
  }
})

test("a language without phrases of its own is answered in English", () => {
  expect(feedbackText("ja", "other", null, prng(4))).toBe(feedbackText("en", "other", null, prng(4)))
  expect(feedbackText("de", "other", null, prng(4))).not.toBe(feedbackText("en", "other", null, prng(4)))
})

test("nobody says in the feedback what they have just typed", () => {
  for (let seed = 0; seed < 300; seed++) {
    const said = typedAnswer("de", "other", prng(seed))
    const feedback = feedbackText("de", "other", said, prng(seed + 0.5)).split("\n")[0] ?? ""
    expect(feedback.toLowerCase()).not.toContain(said.toLowerCase().replace(/\.$/, ""))
  }
})

test("a thousand people say hundreds of different things", () => {
  const chance = prng(2)
  const texts = Array.from({ length: 1_000 }, () => feedbackText("en", "too-expensive", null, chance))
  expect(new Set(texts).size).toBeGreaterThan(400)
})
