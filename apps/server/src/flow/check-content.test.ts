import { expect, test } from "vitest"
import { demoFlows } from "../demo/demo-flows.ts"
import { BlueprintRefused, checkContent } from "./check-content.ts"
import { starterFlow } from "./starter-flow.ts"

test("the starter flow and every version of the demo's flows may be published", () => {
  const demo = demoFlows("0197f000-0000-7000-8000-000000000001", { until: new Date(), years: 2 })
  const contents = [starterFlow(), ...demo.blueprints.map(({ content }) => content)]
  for (const content of contents) expect(() => checkContent(content)).not.toThrow()
})

type Fields = Record<string, unknown>

/** The starter flow with one field changed; undefined takes it away. */
function changed(path: string, value: unknown): unknown {
  const content: Fields = { ...structuredClone(starterFlow()) }
  const keys = path.split(/[.[\]]+/).filter(Boolean)
  const last = keys.pop() ?? ""
  let parent = content
  for (const key of keys) parent = parent[key] as Fields
  if (value === undefined) delete parent[last]
  else parent[last] = value
  return content
}

function refusalOf(content: unknown): readonly string[] {
  try {
    checkContent(content)
    return []
  } catch (error) {
    if (error instanceof BlueprintRefused) return error.faults
    throw error
  }
}

test.for([
  ["steps[0].survey.choices[3].value", 7, "steps[0].survey.choices[3].value is a number; it takes string."],
  ["steps[0].survey.choices[3].value", undefined, "steps[0].survey.choices[3].value is missing."],
  ["steps[0].survey.choises", [], "steps[0].survey.choises is not known here; known are choices, randomize."],
  ["steps[0].guid", "", "steps[0].guid is empty; it takes 1 or more characters."],
  [
    "steps[0].header",
    "x".repeat(10_001),
    "steps[0].header is 10001 characters long; it takes at most 10000.",
  ],
  [
    "steps[0].stepType",
    "SURVEYS",
    `steps[0].stepType is "SURVEYS"; it takes one of SURVEY, OFFER, FREEFORM, CONFIRM.`,
  ],
  ["steps[0].stepType", undefined, "steps[0].stepType is missing."],
  [
    "steps[0].survey.choices[1].offer.offerType",
    null,
    "steps[0].survey.choices[1].offer.offerType is null; it takes one of DISCOUNT, PAUSE, PLAN_CHANGE, TRIAL_EXTENSION, REDIRECT, CONTACT, REBATE, CUSTOM.",
  ],
  [
    "steps[0].survey.choices[1].offer.maxPauseLength",
    -1,
    "steps[0].survey.choices[1].offer.maxPauseLength is -1; it takes at least 0.",
  ],
  [
    "steps[0].survey.choices[1].offer.pauseInterval",
    "YEAR",
    `steps[0].survey.choices[1].offer.pauseInterval is "YEAR"; it takes one of MONTH, WEEK.`,
  ],
  ["steps[0].survey.choices[1].offer", 1, "steps[0].survey.choices[1].offer is a number; it takes object."],
  ["branding.primaryColor", "teal", "branding.primaryColor is no colour as #rrggbb."],
  ["language", "English", "language is no language as browsers write it, such as en or pt-BR."],
  ["discountCooldown", 1.5, "discountCooldown is a number; it takes integer."],
  ["pauseCooldown", undefined, "pauseCooldown is missing."],
] as const)("a wrong %s is refused at its place", ([path, value, sentence]) => {
  expect(refusalOf(changed(path, value))).toEqual([sentence])
})

test.for([null, [], "{}", 0])("%j is no content", (content) => {
  expect(refusalOf(content)).toEqual(["The content is no object."])
})

test("every fault against the rules of a flow is named", () => {
  const content = starterFlow()
  const [survey, freeform] = content.steps
  expect(refusalOf({ ...content, steps: [freeform, survey] })).toEqual([
    "steps[1] is the survey, which comes before the freeform feedback.",
    "steps has no confirmation; every flow ends with one.",
  ])
})
