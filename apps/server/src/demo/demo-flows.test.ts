import type { BlueprintContent, Offer } from "@holdfast/protocol/flow"
import { expect, test } from "vitest"
import { choiceGuid } from "../flow/flow-parts.ts"
import { starterFlow } from "../flow/starter-flow.ts"
import { demoFlows } from "./demo-flows.ts"
import { reasons } from "./reasons.ts"

const until = new Date("2026-11-23T10:00:00Z")
const workspaceId = "0197f000-0000-7000-8000-000000000001"
const flows = demoFlows(workspaceId, { until, years: 2 })

function offersOf({ steps }: BlueprintContent): Offer[] {
  return steps.flatMap((step) => {
    if (step.stepType === "OFFER") return [step.offer]
    if (step.stepType === "SURVEY") return step.survey.choices.flatMap(({ offer }) => (offer ? [offer] : []))
    return []
  })
}

test("the same workspace has the same flows, another has other ids", () => {
  expect(demoFlows(workspaceId, { until, years: 2 })).toEqual(flows)
  const others = demoFlows("0197f000-0000-7000-8000-000000000002", { until, years: 2 })
  const ids = [...flows.blueprints, ...others.blueprints].map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
})

test("the Primary Flow has four versions and each segment at least one, all published by now", () => {
  const versions = flows.blueprints.map(({ name, version }) => `${name} ${version}`)
  expect(versions).toEqual([
    "Primary Flow 1",
    "Primary Flow 2",
    "Primary Flow 3",
    "Primary Flow 4",
    "On trial 1",
    "Annual teams 1",
    "Long-time customers 1",
    "Long-time customers 2",
  ])
  for (const { publishedAt } of flows.blueprints) expect(Date.parse(publishedAt)).toBeLessThan(+until)
})

test("every choice is a reason that simulated customers have", () => {
  const known = reasons.map(choiceGuid)
  for (const { content } of flows.blueprints) {
    for (const step of content.steps) {
      if (step.stepType === "SURVEY") {
        expect(known).toEqual(expect.arrayContaining(step.survey.choices.map(({ guid }) => guid)))
      }
    }
  }
})

test("ids look like UUIDs", () => {
  for (const { id } of [...flows.blueprints, ...flows.segments]) {
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  }
})

test("the Primary Flow of today offers what each reason calls for", () => {
  const content = flows.blueprints.find(
    ({ name, version }) => name === "Primary Flow" && version === 4,
  )?.content
  const survey = content?.steps.find((step) => step.stepType === "SURVEY")
  expect(
    survey?.survey.choices.map(({ value, followup, offer }) => [
      value,
      followup?.question ?? null,
      offer?.offerType ?? null,
    ]),
  ).toMatchInlineSnapshot(`
    [
      [
        "Too expensive",
        "What would have made it worth it?",
        "DISCOUNT",
      ],
      [
        "I am not using it enough",
        "What got in the way?",
        "PAUSE",
      ],
      [
        "Missing features",
        "What were you missing?",
        "CONTACT",
      ],
      [
        "Technical problems",
        "Where did it go wrong?",
        "CONTACT",
      ],
      [
        "I found an alternative",
        "What does it do better?",
        "DISCOUNT",
      ],
      [
        "I only needed it for a while",
        null,
        "REDIRECT",
      ],
      [
        "Something else",
        null,
        null,
      ],
    ]
  `)
})

test("every choice, option and step has a guid of its own within a version", () => {
  for (const { content } of [...flows.blueprints, { content: starterFlow() }]) {
    const guids = content.steps.flatMap((step) => [
      step.guid,
      ...(step.stepType === "SURVEY"
        ? step.survey.choices.flatMap(({ guid, followup }) => [
            guid,
            ...(followup?.options ?? []).map((o) => o.guid),
          ])
        : []),
    ])
    expect(new Set(guids).size).toBe(guids.length)
  }
})

test("every flow ends with the way out, and nothing on it is required", () => {
  for (const content of [...flows.blueprints.map((each) => each.content), starterFlow()]) {
    expect(content.steps.at(-1)?.stepType).toBe("CONFIRM")
    for (const step of content.steps) {
      if (step.stepType === "FREEFORM") expect(step.freeform.required).toBe(false)
      if (step.stepType !== "SURVEY") continue
      for (const { followup } of step.survey.choices) expect(followup?.required ?? false).toBe(false)
    }
  }
})

test("a new workspace starts with a pause and with nothing that costs the merchant money", () => {
  expect(offersOf(starterFlow()).map(({ offerType }) => offerType)).toEqual(["PAUSE"])
  expect(starterFlow().branding).toEqual({ primaryColor: null, brandImage: null })
})
