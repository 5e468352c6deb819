import { expect, test } from "vitest"
import type { BlueprintContent, Offer, OfferTerms, SurveyChoice } from "./blueprint.ts"
import { compareFlows } from "./compare-flows.ts"
import { copyContent } from "./copy-content.ts"
import { cooldownDays, withoutKinds } from "./held-back.ts"
import { mergeContents } from "./merge-contents.ts"
import { mintedGuids } from "./minted-guids.ts"
import { partsOf, publishFaults } from "./publish-faults.ts"
import { offersOf } from "./shown-offers.ts"
import { publishHints } from "./text-faults.ts"

/** What holds for the offers of a flow holds for those of a follow-up's options. */

const pause: OfferTerms = { offerType: "PAUSE", maxPauseLength: 3, pauseInterval: "MONTH" }
const offer = (guid: string, terms: OfferTerms = pause, header = "Stay"): Offer =>
  ({ guid, copy: { header, description: "", cta: "", declineCta: "" }, ...terms }) as Offer

const flow = (ofOption: Offer | null, own: Offer | null = null): BlueprintContent => {
  const choice: SurveyChoice = {
    guid: "choice",
    value: "Too expensive",
    followup: {
      question: "What would help?",
      options: [
        { guid: "option-1", value: "A pause", offer: ofOption },
        { guid: "option-2", value: "Nothing" },
      ],
      freeformLabel: null,
      required: false,
    },
    offer: own,
  }
  return {
    steps: [
      {
        guid: "survey",
        stepType: "SURVEY",
        header: "Why?",
        description: "",
        survey: { choices: [choice], randomize: false },
      },
      {
        guid: "confirm",
        stepType: "CONFIRM",
        header: "Cancel?",
        description: "",
        confirm: { acknowledgement: false, acknowledgementText: "" },
      },
    ],
    branding: { primaryColor: null, brandImage: null },
    discountCooldown: null,
    pauseCooldown: 30,
  }
}
const place = "steps[0].survey.choices[0].followup.options[0].offer"

test("its terms and its heading are faults at their place", () => {
  expect(publishFaults(flow(offer("a")))).toEqual([])
  expect(publishFaults(flow(offer("a", { ...pause, maxPauseLength: 0 } as OfferTerms, " ")))).toEqual([
    { path: `${place}.copy.header`, guid: "a", fault: "is empty" },
    { path: `${place}.maxPauseLength`, guid: "a", fault: "is no time at all" },
  ])
})

test("it has a guid of its own among all parts", () => {
  expect(partsOf(flow(offer("a")))).toContainEqual({ path: place, guid: "a" })
  expect(publishFaults(flow(offer("a"), offer("a"))).map(({ path }) => path)).toEqual([
    "steps[0].survey.choices[0].offer.guid",
  ])
})

test("it gets a hint where it needs a handler of the page", () => {
  const custom: OfferTerms = { offerType: "CUSTOM", customOfferType: "Call" }
  expect(publishHints(flow(offer("a", custom)).steps).map(({ path }) => path)).toEqual([
    `${place}.customOfferType`,
  ])
})

test("it is among the offers of the flow, before the choice's own", () => {
  expect(offersOf(flow(offer("a"), offer("b"))).map(({ guid }) => guid)).toEqual(["a", "b"])
})

test("a new guid for it is told, and a new offer is not", () => {
  expect(mintedGuids(flow(offer("a")), flow(offer("b")))).toMatchObject([
    { path: `${place}.guid`, guid: "b" },
  ])
  expect(mintedGuids(flow(null), flow(offer("b")))).toEqual([])
})

test("what changed of it is a difference", () => {
  const differences = (before: Offer | null, after: Offer | null) =>
    compareFlows(flow(before), flow(after)).steps[0]?.differences.map(({ label, before, after }) => [
      label,
      before,
      after,
    ])
  expect(differences(offer("a"), offer("a", { ...pause, maxPauseLength: 2 } as OfferTerms))).toEqual([
    [
      "Terms, offer for “A pause” under “Too expensive”",
      "A pause of up to 3 months",
      "A pause of up to 2 months",
    ],
  ])
  expect(differences(null, offer("a"))?.length).toBeGreaterThan(0)
})

test("a copy of the flow has one with a guid of its own, which knows where it is from", () => {
  let n = 0
  const [copy] = offersOf(copyContent(flow(offer("a")), () => `new-${n++}`))
  expect(copy).toMatchObject({ origin: "a", guid: expect.stringMatching(/^new-/) })
})

test("two people's changes of it and of its option come together", () => {
  const mine = flow(offer("a", pause, "Mine"))
  const theirs = flow(offer("a", { ...pause, maxPauseLength: 6 } as OfferTerms))
  const { content, conflicts } = mergeContents(flow(offer("a")), mine, theirs)
  expect(conflicts).toEqual([])
  expect(offersOf(content)).toMatchObject([{ copy: { header: "Mine" }, maxPauseLength: 6 }])
  const added = mergeContents(flow(null), flow(offer("b")), flow(null, offer("c"))).content
  expect(offersOf(added).map(({ guid }) => guid)).toEqual(["b", "c"])
})

test("a cooldown holds it back, and counts it as an offer of its kind", () => {
  expect(offersOf(withoutKinds(flow(offer("a"), offer("b")), ["PAUSE"]))).toEqual([])
  expect(cooldownDays(flow(offer("a")), "PAUSE")).toBe(30)
  expect(cooldownDays(flow(null), "PAUSE")).toBeNull()
})

const rebate = (rest: object): OfferTerms => ({
  offerType: "REBATE",
  rebate: { amountType: "FIXED", amount: 500, currency: "usd", invoiceScope: "LATEST_PAID", ...rest },
})
test.each<[OfferTerms, string[]]>([
  [rebate({}), []],
  [rebate({ amount: 0 }), ["rebate.amount is nothing back"]],
  [rebate({ currency: null }), ["rebate.currency is empty"]],
  [rebate({ amountType: "PERCENT", currency: null, amount: 100 }), []],
  [
    rebate({ amountType: "PERCENT", currency: null, amount: 101 }),
    ["rebate.amount is more than 100 percent"],
  ],
  [{ offerType: "CUSTOM", customOfferType: "Call" }, []],
  [{ offerType: "CUSTOM", customOfferType: " " }, ["customOfferType is empty"]],
  [{ offerType: "CUSTOM", customOfferType: "Call", data: '{"minutes": 30}' }, []],
  [
    { offerType: "CUSTOM", customOfferType: "Call", data: "30 minutes" },
    ['data is no object of JSON, such as {"minutes": 30}'],
  ],
])("the terms %j are faulty as %j", (terms, faults) => {
  const found = publishFaults(flow(offer("a", terms)))
  expect(found.map(({ path, fault }) => `${path} ${fault}`)).toEqual(
    faults.map((fault) => `${place}.${fault}`),
  )
})
