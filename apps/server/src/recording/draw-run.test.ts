import type { Blueprint, BlueprintStep } from "@holdfast/protocol/flow"
import { expect, test } from "vitest"
import { aHead } from "../../../../packages/protocol/src/recording/testing/a-recording.ts"
import { presentFlow } from "../flow/present/present-flow.ts"
import { type DrawnRun, drawRun } from "./draw-run.ts"

const text = "Hello {{CUSTOMER_NAME.FIRST|friend}} of {{company|your company}}{{seats}}"
const choices = [..."abcdefgh"].map((guid) => ({ guid, value: guid, followup: null, offer: null }))
const survey: BlueprintStep = {
  ...{ stepType: "SURVEY", guid: "s", header: text, description: "" },
  survey: { randomize: true, choices },
}
const confirm: BlueprintStep = {
  ...{ stepType: "CONFIRM", guid: "c", header: text, description: "" },
  confirm: { acknowledgement: false, acknowledgementText: "" },
}
const blueprint: Blueprint = {
  ...{ id: "b1", flowId: "f1", name: "Primary Flow", segmentId: null, version: 1 },
  publishedAt: "2026-11-01T00:00:00.000Z",
  content: {
    branding: { primaryColor: "#0f766e", brandImage: null },
    ...{ discountCooldown: null, pauseCooldown: null },
    steps: [survey, confirm],
    translations: {
      fr: {
        texts: { "c.header": { text: "Bonjour {{CUSTOMER_NAME.FIRST|toi}}", of: text, isAutomatic: false } },
      },
    },
  } as never,
}
const log: DrawnRun["log"] = {
  head: { ...aHead, mergeFields: ["CUSTOMER_NAME.FIRST", "company"] },
  moves: [[0, "screen", "s"]],
  missing: [],
}
const customer = {
  ...{ id: "cus_1", email: "ada@example.com", planPrice: 2900, currency: "usd" },
  customAttributes: { company: "Analytical Engines" },
}
const run: DrawnRun = { log, facts: { customer }, blueprint, run: "one" }
const parts = {
  has: async (build: string) => build === aHead.build,
  pathOf: (build: string) => `/${build}`,
  imageAt: async (address: string) => `data:image/png;of,${address}`,
}
const draw = (change: Partial<DrawnRun> = {}) => drawRun({ ...run, ...change }, parts)

test("merge fields stand by their names where they had a value, and by their fallbacks where they had none", async () => {
  const picture = await draw()
  if (picture.kind === "none") throw new Error(picture.why)
  const [first] = picture.blueprint.content.steps
  expect(first?.header).toBe("Hello [First name] of [company]")
})

test("nothing of the customer goes to the player but what prices are worked out from", async () => {
  const picture = await draw()
  expect(picture).toMatchObject({ customer: { planPrice: 2900, currency: "usd" }, player: `/${aHead.build}` })
  const said = JSON.stringify(picture)
  for (const secret of ["Analytical", "ada@", "cus_1", "{{"]) expect(said).not.toContain(secret)
  expect(await draw({ facts: { customer: { email: "ada@example.com" } } })).toMatchObject({ customer: null })
})

test("reasons stand in the order of the run, and texts in its language", async () => {
  for (const id of ["one", "two"]) {
    const wishes = { asked: null, detected: "fr" }
    const { content } = presentFlow(blueprint, { snapshot: {}, run: id, wishes }).blueprint
    const picture = await draw({ run: id, facts: { detectedLang: "fr" } })
    if (picture.kind === "none") throw new Error(picture.why)
    const guids = (steps: BlueprintStep[]) =>
      steps.flatMap((step) => (step.stepType === "SURVEY" ? step.survey.choices.map(({ guid }) => guid) : []))
    expect(guids(picture.blueprint.content.steps)).toEqual(guids(content.steps))
    expect(picture.blueprint.content.language).toBe(content.language)
  }
})

test.each([
  ["unrecorded", { log: null }],
  ["unrecorded", { log: { ...log, moves: [] } }],
  ["headless", { log: { ...log, head: null } }],
  ["version", { blueprint: null }],
  ["player", { log: { ...log, head: { ...aHead, build: "f".repeat(32) } } }],
] as const)("what cannot be drawn says why: %s", async (why, change) => {
  expect(await draw(change as Partial<DrawnRun>)).toEqual({ kind: "none", why })
})

test("the logo comes along, where the version has one", async () => {
  expect(await draw()).toMatchObject({ brandImage: null })
  const branding = { primaryColor: null, brandImage: "https://acme.example/logo.png" }
  const content = { ...blueprint.content, branding }
  expect(await draw({ blueprint: { ...blueprint, content } })).toMatchObject({
    brandImage: "data:image/png;of,https://acme.example/logo.png",
  })
})
