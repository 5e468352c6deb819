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
    "All 5 people have a second factor.",
    "You have a second factor.",
    "You have no second factor yet. Once required, people must set one up before they can go on.",
    "1 of 5 people has no second factor yet. They must set one up before they can go on.",
    "3 of 5 people have no second factor yet. Once required, people must set one up before they can go on.",
  ])
})
