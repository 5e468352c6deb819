import { expect, test } from "vitest"
import type { BlueprintContent, BlueprintStep, Offer, SurveyChoice } from "./blueprint.ts"
import { mintedGuids } from "./minted-guids.ts"

const offer = (guid: string): Offer => ({
  guid,
  offerType: "CONTACT",
  url: null,
  label: "Write to us",
  copy: { header: "", description: "", cta: "", declineCta: "" },
})
const choice = (guid: string, value: string, rest: Partial<SurveyChoice> = {}): SurveyChoice => ({
  guid,
  value,
  followup: null,
  offer: null,
  ...rest,
})
const survey = (guid: string, choices: SurveyChoice[]): BlueprintStep => ({
  guid,
  stepType: "SURVEY",
  header: "",
  description: "",
  survey: { choices, randomize: false },
})
const content = (steps: BlueprintStep[], turnedOff?: BlueprintContent["turnedOff"]): BlueprintContent => ({
  steps,
  ...(turnedOff && { turnedOff }),
  branding: { primaryColor: null, brandImage: null },
  discountCooldown: null,
  pauseCooldown: null,
})
const options = (guid: string, value: string) => ({
  question: "Which?",
  options: [{ guid, value }],
  freeformLabel: null,
  required: false,
})

const before = content([
  survey("s", [
    choice("a", "Too expensive", { offer: offer("o") }),
    choice("b", "Something is missing", { followup: options("x", "Exports") }),
  ]),
])

test.each([
  ["the step", [survey("s2", [choice("a", "Too expensive")])], "steps[0].guid", "the step s"],
  [
    "a choice with the same text",
    [survey("s", [choice("a2", " too EXPENSIVE"), choice("b", "Something is missing")])],
    "steps[0].survey.choices[0].guid",
    "the choice a",
  ],
  [
    "an option of the same choice",
    [survey("s", [choice("b", "Something is missing", { followup: options("x2", "Exports") })])],
    "steps[0].survey.choices[0].followup.options[0].guid",
    "the option x",
  ],
  [
    "the offer of the same choice",
    [survey("s", [choice("a", "Too expensive", { offer: offer("o2") })])],
    "steps[0].survey.choices[0].offer.guid",
    "the offer o",
  ],
] as const)("%s keeps its guid", (_, steps, path, what) => {
  expect(mintedGuids(before, content([...steps]))).toMatchObject([
    { path, fault: `is new, although this is ${what}: keep its guid` },
  ])
})

test("what is reworded, moved, new, or gone is no other part", () => {
  const [reworded, added] = [choice("a", "It costs too much"), choice("c", "Another reason")]
  expect(
    mintedGuids(before, content([survey("s", [choice("b", "Something is missing"), reworded, added])])),
  ).toEqual([])
  expect(mintedGuids(before, content([]))).toEqual([])
  // the old one is there still, so this is a second of the same text: a fault of another kind
  const twice = [choice("a", "Too expensive"), choice("d", "Too expensive")]
  expect(mintedGuids(before, content([survey("s", twice)]))).toEqual([])
})

test("a slot that is turned off is the same step", () => {
  const off = survey("s2", [choice("a", "Too expensive")]) as never
  expect(mintedGuids(before, content([], { SURVEY: off })).map(({ path }) => path)).toEqual([
    "turnedOff.SURVEY.guid",
  ])
})
