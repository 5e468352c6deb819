import type { Blueprint } from "@holdfast/protocol/flow"
import { expect, test } from "vitest"
import { presentFlow } from "./present-flow.ts"
import { fr } from "./words/fr.ts"

const choice = (guid: string) => ({ guid, value: guid, followup: null, offer: null })
const copy = (text: string) => ({ header: text, description: text, cta: text, declineCta: text })
const name = "Hello {{CUSTOMER_NAME.FIRST|you}}"

const blueprint: Blueprint = {
  id: "b1",
  flowId: "f1",
  name: "Primary Flow",
  segmentId: null,
  version: 1,
  publishedAt: "2026-11-01T00:00:00.000Z",
  content: {
    branding: { primaryColor: "#ffff00", brandImage: null },
    discountCooldown: null,
    pauseCooldown: null,
    steps: [
      {
        stepType: "SURVEY",
        guid: "s",
        header: name,
        description: "",
        survey: {
          randomize: true,
          choices: [..."abcdefgh"].map(choice).concat({
            ...choice("z"),
            followup: { question: name, options: [], freeformLabel: name, required: false },
            offer: {
              guid: "o1",
              copy: copy(name),
              offerType: "PAUSE",
              maxPauseLength: 3,
              pauseInterval: "MONTH",
            },
          } as never),
        },
      },
      {
        stepType: "OFFER",
        guid: "o",
        header: "",
        description: name,
        offer: { guid: "o2", copy: copy(name), offerType: "CONTACT", url: null, label: name },
      },
      {
        stepType: "FREEFORM",
        guid: "f",
        header: "",
        description: "",
        freeform: { placeholder: name, required: false, minLength: 0 },
      },
      {
        stepType: "CONFIRM",
        guid: "c",
        header: "",
        description: "",
        confirm: { acknowledgement: true, acknowledgementText: name },
      },
    ],
  },
}

const present = (run: string) =>
  presentFlow(blueprint, {
    customer: { name: "Ada Lovelace" },
    snapshot: {},
    run,
    wishes: { detected: null, asked: "fr-FR" },
  })

test("a slot that is turned off stays on the server", () => {
  const { steps } = blueprint.content
  const freeform = steps.find(({ stepType }) => stepType === "FREEFORM") as never
  const content = {
    ...blueprint.content,
    steps: steps.filter((step) => step !== freeform),
    turnedOff: { FREEFORM: freeform },
  }
  const presented = presentFlow(
    { ...blueprint, content },
    { customer: {}, snapshot: {}, run: "r", wishes: { detected: null, asked: null } },
  )
  expect(JSON.stringify(presented)).not.toContain("FREEFORM")
})

test("every text speaks to the customer", () => {
  expect(JSON.stringify(present("r").blueprint)).not.toContain("{{")
  expect(JSON.stringify(present("r").blueprint).match(/Hello Ada/g)).toHaveLength(15)
})

test("reasons are shuffled, the same for the same run", () => {
  const order = (run: string) => {
    const [survey] = present(run).blueprint.content.steps
    return survey?.stepType === "SURVEY" ? survey.survey.choices.map((each) => each.guid).join("") : ""
  }
  expect(order("one")).toBe(order("one"))
  expect(new Set(["1", "2", "3", "4", "5"].map(order)).size).toBeGreaterThan(1)
  expect([...order("one")].sort().join("")).toBe("abcdefghz")
})

test("words and colours come along", () => {
  const { uiLang, words, look } = present("r")
  expect([uiLang, words]).toEqual(["fr", fr])
  expect(look.light["--fill"]).toBe("#ffff00")
  expect(look.light["--accent"]).not.toBe("#ffff00")
  expect(look.dark["--panel"]).not.toBe(look.light["--panel"])
})

test("the merge fields that have a value are named, and those that show their fallback are not", () => {
  const presentation = { snapshot: {}, run: "r", wishes: { asked: null, detected: null } }
  const named = new Set<string>()
  presentFlow(blueprint, { ...presentation, customer: { name: "Ada" } }, named)
  expect([...named]).toEqual(["CUSTOMER_NAME.FIRST"])
  const none = new Set<string>()
  presentFlow(blueprint, presentation, none)
  expect([...none]).toEqual([])
})
