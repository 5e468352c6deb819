import { expect, test } from "vitest"
import type { BlueprintStep, Offer, OfferTerms, SurveyChoice } from "./blueprint.ts"
import { publishHints, textFaults } from "./text-faults.ts"

const copy = { header: "Stay", description: "", cta: "", declineCta: "" }
const offer = (terms: OfferTerms): Offer => ({ guid: "offer", copy, ...terms }) as Offer
const choice = (guid: string, value: string, rest: Partial<SurveyChoice> = {}): SurveyChoice => ({
  guid,
  value,
  followup: null,
  offer: null,
  ...rest,
})
const survey = (...choices: SurveyChoice[]): BlueprintStep => ({
  guid: "survey",
  stepType: "SURVEY",
  header: "Why?",
  description: "",
  survey: { choices, randomize: false },
})
const offerStep = (terms: OfferTerms): BlueprintStep => ({
  guid: "step",
  stepType: "OFFER",
  header: "",
  description: "",
  offer: offer(terms),
})
const faultsOf = (step: BlueprintStep) =>
  textFaults(step, "s").map(({ path, guid, fault }) => `${guid}: ${path} ${fault}`)

test("every step has a heading, and a box to tick has words", () => {
  const confirm = { guid: "c", stepType: "CONFIRM", description: "" } as const
  const ticked = { acknowledgement: true, acknowledgementText: " " }
  expect(faultsOf({ ...survey(choice("a", "A")), header: " " })).toEqual(["survey: s.header is empty"])
  expect(faultsOf({ ...confirm, header: "", confirm: ticked })).toEqual([
    "c: s.header is empty",
    "c: s.confirm.acknowledgementText is empty",
  ])
  const days = offer({ offerType: "TRIAL_EXTENSION", days: 7 })
  const silent = { ...days, copy: { ...copy, header: "" } }
  expect(faultsOf({ ...offerStep(days), offer: silent } as BlueprintStep)).toEqual([
    "offer: s.offer.copy.header is empty",
  ])
})

test("a survey has choices that say something, each something else", () => {
  expect(faultsOf(survey())).toEqual(["survey: s.survey.choices has no choices"])
  expect(faultsOf(survey(choice("a", "Price"), choice("b", " "), choice("c", "price ")))).toEqual([
    "b: s.survey.choices[1].value is empty",
    "c: s.survey.choices[2].value says the same as choice 1",
  ])
})

test("a follow-up asks something and can be answered", () => {
  const followup = { question: "", options: [], freeformLabel: null, required: true }
  const options = [
    { guid: "o", value: "" },
    { guid: "p", value: "Speed" },
    { guid: "q", value: "speed" },
  ]
  expect(faultsOf(survey(choice("a", "A", { followup })))).toEqual([
    "a: s.survey.choices[0].followup.question is empty",
    "a: s.survey.choices[0].followup.options has nothing to pick and nothing to type into",
  ])
  expect(
    faultsOf(survey(choice("a", "A", { followup: { ...followup, question: "What?", options } }))),
  ).toEqual([
    "o: s.survey.choices[0].followup.options[0].value is empty",
    "q: s.survey.choices[0].followup.options[2].value says the same as option 2",
  ])
  expect(
    faultsOf(survey(choice("a", "A", { followup: { ...followup, question: "?", freeformLabel: "" } }))),
  ).toEqual([])
})

const coupon = {
  id: "STAY",
  couponType: "PERCENT",
  couponAmount: 20,
  currency: null,
  couponDuration: null,
} as const
const discount = (rest: object): OfferTerms => ({ offerType: "DISCOUNT", coupon: { ...coupon, ...rest } })
const plan = { id: "p", name: "Small", priceMinor: 900, currency: "usd", interval: "MONTH" }
const link = (url: string): OfferTerms => ({ offerType: "REDIRECT", url, label: "" })

test.each<[OfferTerms, string[]]>([
  [discount({}), []],
  [discount({ id: "" }), ["coupon.id is empty"]],
  [discount({ couponAmount: 0 }), ["coupon.couponAmount is nothing off"]],
  [discount({ couponAmount: 101 }), ["coupon.couponAmount is more than 100 percent"]],
  [discount({ couponType: "AMOUNT", couponAmount: 500 }), ["coupon.currency is empty"]],
  [discount({ couponType: "AMOUNT", couponAmount: 500, currency: "usd" }), []],
  [discount({ couponDuration: 0 }), ["coupon.couponDuration is no time at all"]],
  [{ offerType: "PAUSE", maxPauseLength: 0, pauseInterval: "WEEK" }, ["maxPauseLength is no time at all"]],
  [{ offerType: "PLAN_CHANGE", plans: [] }, ["plans has no plan to change to"]],
  [{ offerType: "PLAN_CHANGE", plans: [plan] }, []],
  [
    { offerType: "PLAN_CHANGE", plans: [{ ...plan, id: "", name: "", currency: "" }] },
    ["plans[0].id is empty", "plans[0].name is empty", "plans[0].currency is empty"],
  ],
  [{ offerType: "TRIAL_EXTENSION", days: 0 }, ["days is no time at all"]],
  [link(""), ["url is empty"]],
  [link("https://a.example/x"), []],
  [link("http://a.example"), []],
  [link("mailto:help@a.example"), []],
  ...["javascript:alert(1)", "//a.example", "a.example", "https:", "data:text/html,x"].map(
    (url): [OfferTerms, string[]] => [
      link(url),
      ["url is no address that begins with https:, http: or mailto:"],
    ],
  ),
  [{ offerType: "CONTACT", url: null, label: "" }, []],
  [
    { offerType: "CONTACT", url: "javascript:x", label: "" },
    ["url is no address that begins with https:, http: or mailto:"],
  ],
])("%j lacks %j", (terms, faults) => {
  expect(faultsOf(offerStep(terms))).toEqual(faults.map((fault) => `offer: s.offer.${fault}`))
  expect(faultsOf(survey(choice("a", "A", { offer: offer(terms) })))).toEqual(
    faults.map((fault) => `offer: s.survey.choices[0].offer.${fault}`),
  )
})

test("contact without an address is a hint", () => {
  const contact = (url: string | null) => offer({ offerType: "CONTACT", url, label: "" })
  const hint = { guid: "offer", fault: "is empty, so only pages with handleSupportRequest show it" }
  const step = offerStep({ offerType: "CONTACT", url: " ", label: "" })
  expect(publishHints([step, survey(choice("a", "A", { offer: contact(null) }))])).toEqual([
    { path: "steps[0].offer.url", ...hint },
    { path: "steps[1].survey.choices[0].offer.url", ...hint },
  ])
  expect(publishHints([survey(choice("a", "A", { offer: contact("mailto:a@b.example") }))])).toEqual([])
})
