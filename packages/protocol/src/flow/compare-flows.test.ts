import { expect, test } from "vitest"
import type { BlueprintContent, BlueprintStep, SurveyChoice } from "./blueprint.ts"
import { compareFlows, countDifferences } from "./compare-flows.ts"

const content = (steps: BlueprintStep[], rest: Partial<BlueprintContent> = {}): BlueprintContent => ({
  steps,
  branding: { primaryColor: "#0f766e", brandImage: null },
  discountCooldown: 30,
  pauseCooldown: null,
  ...rest,
})
const choice = (guid: string, value: string, rest: Partial<SurveyChoice> = {}): SurveyChoice => ({
  guid,
  value,
  followup: null,
  offer: null,
  ...rest,
})
const survey = (choices: SurveyChoice[], header = "Why?", randomize = false): BlueprintStep => ({
  guid: "survey",
  stepType: "SURVEY",
  header,
  description: "",
  survey: { choices, randomize },
})
const feedback: BlueprintStep = {
  guid: "feedback",
  stepType: "FREEFORM",
  header: "Anything else?",
  description: "",
  freeform: { placeholder: "", required: false, minLength: 0 },
}
const discount = (percent: number): SurveyChoice["offer"] => ({
  guid: "offer",
  offerType: "DISCOUNT",
  coupon: { id: "STAY", couponType: "PERCENT", couponAmount: percent, currency: null, couponDuration: 3 },
  copy: { header: "Stay", description: "", cta: "Take it", declineCta: "No" },
})

test("a version held against itself differs in nothing", () => {
  const flow = content([survey([choice("a", "Price", { offer: discount(20) })]), feedback])
  expect(compareFlows(flow, flow)).toEqual({
    steps: flow.steps.map((step) => ({ step, fate: "same", differences: [] })),
    added: [],
    isReordered: false,
    settings: [],
  })
})

test("the data of an offer of the company's own is told by itself, and not as other terms", () => {
  const call = (data?: string) => {
    const copy = { header: "Stay", description: "", cta: "Take it", declineCta: "No" }
    const offer = { guid: "offer", offerType: "CUSTOM" as const, customOfferType: "Call", copy }
    return content([
      survey([choice("a", "Price", { offer: data === undefined ? offer : { ...offer, data } })]),
    ])
  }
  const label = "Data, offer for “Price”"
  const of = (before: string | undefined, after: string | undefined) =>
    compareFlows(call(before), call(after)).steps[0]?.differences
  expect(of('{"minutes":30}', '{"minutes":45}')).toEqual([
    { label, before: '{"minutes":30}', after: '{"minutes":45}' },
  ])
  expect(of(undefined, "{}")).toEqual([{ label, before: null, after: "{}" }])
  expect(of(undefined, "")).toEqual([])
})

test("every text, choice and term that changed, went or came is told with what it was and is", () => {
  const before = survey([choice("a", "Price", { offer: discount(20) }), choice("b", "Missing")])
  const followup = {
    question: "What?",
    options: [{ guid: "o", value: "Speed" }],
    freeformLabel: null,
    required: false,
  }
  const after = survey(
    [choice("a", "Too expensive", { offer: discount(30), followup }), choice("c", "Other", { followup })],
    "Why leave?",
    true,
  )
  const { steps } = compareFlows(content([before]), content([after]))
  expect(steps).toEqual([
    {
      step: before,
      fate: "changed",
      differences: [
        { label: "Heading", before: "Why?", after: "Why leave?" },
        { label: "Order of the choices", before: "as written", after: "shuffled for every customer" },
        { label: "Choice", before: "Price", after: "Too expensive" },
        {
          label: "Terms, offer for “Price”",
          before: "20% off for 3 months (coupon STAY)",
          after: "30% off for 3 months (coupon STAY)",
        },
        { label: "Choice", before: "Missing", after: null },
        { label: "Follow-up of “Too expensive”", before: null, after: "What?" },
        { label: "Choice", before: null, after: "Other" },
      ],
    },
  ])
})

test("steps that went, came, or changed places", () => {
  const asked = survey([choice("a", "Price")])
  expect(compareFlows(content([asked, feedback]), content([asked]))).toMatchObject({
    steps: [{ fate: "same" }, { fate: "removed" }],
    added: [],
    isReordered: false,
  })
  expect(compareFlows(content([asked]), content([feedback, asked]))).toMatchObject({
    steps: [{ fate: "same" }],
    added: [feedback],
    isReordered: false,
  })
  expect(compareFlows(content([asked, feedback]), content([feedback, asked])).isReordered).toBe(true)
})

test("choices in another order are one difference", () => {
  const [a, b, c] = [choice("a", "A"), choice("b", "B"), choice("c", "C")]
  const { steps } = compareFlows(content([survey([a, b])]), content([survey([c, b, a])]))
  expect(steps[0]?.differences).toEqual([
    { label: "Choice", before: null, after: "C" },
    { label: "Order of the choices", before: "A · B", after: "C · B · A" },
  ])
})

test("colour, image and cooldowns belong to the whole flow", () => {
  const now = content([], {
    branding: { primaryColor: "#ff0000", brandImage: "https://a.example/logo.svg" },
    discountCooldown: null,
    pauseCooldown: 90,
  })
  expect(compareFlows(content([]), now).settings).toEqual([
    { label: "Colour", before: "#0f766e", after: "#ff0000" },
    { label: "No second discount within", before: "30 days", after: null },
    { label: "Image", before: null, after: "https://a.example/logo.svg" },
    { label: "No second pause within", before: null, after: "90 days" },
  ])
})

test("differences are counted as they are told, and what no words tell is one", () => {
  const flow = content([survey([choice("a", "Price", { offer: discount(20) })]), feedback])
  const counted = (change: (copy: BlueprintContent) => void) => {
    const copy = structuredClone(flow)
    change(copy)
    return countDifferences(flow, copy)
  }
  expect(counted(() => {})).toBe(0)
  expect(counted((copy) => void copy.steps.pop())).toBe(1)
  expect(counted((copy) => void copy.steps.reverse())).toBe(1)
  expect(counted((copy) => Object.assign(copy, { language: "de", pauseCooldown: 3 }))).toBe(2)
  expect(counted((copy) => Object.assign(copy.steps[0] ?? {}, { header: "Why leave?", origin: "x" }))).toBe(1)
  expect(counted((copy) => Object.assign(copy.steps[0] ?? {}, { origin: "x" }))).toBe(1)
  const reordered = Object.fromEntries(Object.entries(flow).reverse()) as unknown as BlueprintContent
  expect(countDifferences(flow, reordered)).toBe(0)
})

test("terms that read alike after 200 letters, or that no words tell, differ", () => {
  const offer = (url: string) =>
    choice("a", "Price", {
      offer: {
        guid: "offer",
        offerType: "REDIRECT",
        url,
        label: "",
        copy: { header: "", description: "", cta: "", declineCta: "" },
      },
    })
  const long = "x".repeat(300)
  const { steps } = compareFlows(
    content([survey([offer(`${long}1`)])]),
    content([survey([offer(`${long}2`)])]),
  )
  expect(steps[0]?.differences.map(({ label }) => label)).toEqual(["Terms, offer for “Price”"])
})

test("what is turned off is told among the settings; turning on and off among the steps", () => {
  const off = (step: BlueprintStep): Partial<BlueprintContent> => ({
    turnedOff: { FREEFORM: step as typeof feedback & { stepType: "FREEFORM" } },
  })
  const asked = survey([choice("a", "Price")])
  const [on, without] = [content([asked, feedback]), content([asked], off(feedback))]
  expect(compareFlows(on, without)).toMatchObject({
    steps: [{ fate: "same" }, { fate: "removed" }],
    settings: [],
  })
  expect(compareFlows(without, on)).toMatchObject({ added: [feedback], settings: [] })
  const reworded = content([asked], off({ ...feedback, header: "What else?" }))
  expect(compareFlows(without, reworded).settings).toEqual([
    { label: "Heading (turned off)", before: "Anything else?", after: "What else?" },
  ])
  expect(compareFlows(without, content([asked])).settings).toEqual([
    { label: "Feedback that is turned off", before: "Anything else?", after: null },
  ])
})
