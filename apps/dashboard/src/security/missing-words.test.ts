import { expect, test } from "vitest"
import { missingWords } from "./missing-words.ts"

const words = (requiresTwoFactor: boolean, people: number, withoutTwoFactor: number) =>
  missingWords({ requiresTwoFactor, people, withoutTwoFactor })

test("it says how many have none, and what that means for them", () => {
  expect([
    words(true, 5, 0),
    words(false, 1, 0),
    words(false, 1, 1),
    words(true, 5, 1),
    words(false, 5, 3),
  ]).toEqual([
    "All 5 people have one.",
    "You have one.",
    "1 of 1 person has none yet. Once it is required they set one up before they see anything of this workspace.",
    "1 of 5 people has none yet, and see nothing of this workspace before they set one up.",
    "3 of 5 people have none yet. Once it is required they set one up before they see anything of this workspace.",
  ])
})
