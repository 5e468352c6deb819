import type { Blueprint, BlueprintStep, OfferTerms } from "@holdfast/protocol/flow"
import { type HandlerName, handlerNames, type ListenerName, listenerNames } from "../src/callbacks.ts"
import { expect, options, test, type Visit } from "./visit.ts"

/** Each handler and each listener with its arguments, in the order in which a page is called (wire contract 5.3). */

const copy = { header: "Stay a little", description: "", cta: "Take it", declineCta: "No thanks" }
const price = { currency: "usd", interval: "MONTH" } as const
const plans = [
  { id: "small", name: "Small", priceMinor: 900, ...price },
  { id: "tiny", name: "Tiny", priceMinor: 500, ...price },
]

interface Case {
  offer: OfferTerms
  /** What the customer picks before they take it. */
  pick?: string
  handler: HandlerName
  /** What it is given after the customer. */
  given: unknown[]
  listener?: ListenerName
  /** What the listener is given after the customer, where that is something else. */
  told?: unknown[]
  result: string
  /** What the results say of the offer besides its kind and guid. */
  accepted?: object
}

const cases: Case[] = [
  {
    offer: {
      offerType: "DISCOUNT",
      coupon: { id: "ten", couponType: "AMOUNT", couponAmount: 1000, currency: "usd", couponDuration: null },
    },
    handler: "handleDiscount",
    given: [
      {
        ...{ couponId: "ten", couponType: "AMOUNT", couponAmount: 1000, couponDuration: null },
        ...{ amountOff: 1000, currency: "usd", duration: "forever" },
      },
    ],
    listener: "onDiscount",
    result: "discount",
    accepted: { couponId: "ten", couponType: "AMOUNT", couponAmount: 1000 },
  },
  {
    offer: { offerType: "PAUSE", maxPauseLength: 3, pauseInterval: "MONTH" },
    pick: "2 months",
    handler: "handlePause",
    given: [{ pauseDuration: 2 }],
    listener: "onPause",
    result: "pause",
    accepted: { pauseDuration: 2, pauseInterval: "MONTH" },
  },
  {
    offer: { offerType: "TRIAL_EXTENSION", days: 14 },
    handler: "handleTrialExtension",
    given: [{ trialExtensionDays: 14 }],
    listener: "onTrialExtension",
    result: "trial_extension",
    accepted: { trialExtensionDays: 14 },
  },
  {
    offer: { offerType: "PLAN_CHANGE", plans },
    pick: "Tiny",
    handler: "handlePlanChange",
    given: [{ plan: plans[1] }],
    listener: "onPlanChange",
    told: [{ planId: "tiny" }],
    result: "plan_change",
    accepted: { newPlanId: "tiny", newPlanPrice: 500 },
  },
  {
    offer: {
      offerType: "REBATE",
      rebate: { amountType: "FIXED", amount: 1500, currency: "usd", invoiceScope: "LATEST_PAID" },
    },
    handler: "handleRebate",
    given: [{ rebateAmount: 1500, currency: "usd", invoiceScope: "LATEST_PAID" }],
    listener: "onRebate",
    result: "rebate",
    accepted: { rebateAmount: 1500 },
  },
  {
    offer: {
      offerType: "REBATE",
      rebate: { amountType: "PERCENT", amount: 50, currency: null, invoiceScope: "FIRST_PAID" },
    },
    handler: "handleRebate",
    given: [{ percentAmount: 50, invoiceScope: "FIRST_PAID" }],
    listener: "onRebate",
    result: "rebate",
  },
  {
    offer: { offerType: "CONTACT", url: null, label: "Write to us" },
    handler: "handleSupportRequest",
    given: [],
    result: "contact",
  },
  {
    offer: { offerType: "CUSTOM", customOfferType: "Onboarding call" },
    handler: "handleCustomOffer",
    given: [{ customOfferType: "Onboarding call", guid: "offer", data: {} }],
    result: "custom",
    accepted: { customOfferType: "Onboarding call" },
  },
  {
    offer: { offerType: "REDIRECT", url: "https://shop.example/plans", label: "Look" },
    handler: "handleRedirect",
    given: [{ redirectLabel: "Look", redirectUrl: "https://shop.example/plans" }],
    result: "redirect",
    accepted: { redirectUrl: "https://shop.example/plans" },
  },
]

/** A page that has all of them, and notes each call with what it is given. */
const everyCallback = `({
  ...Object.fromEntries(${JSON.stringify(handlerNames)}.map((name) =>
    [name, async (...args) => { told.push([name, ...args]); return { message: "By the page." } }])),
  ...Object.fromEntries(${JSON.stringify(listenerNames)}.map((name) =>
    [name, (...args) => { told.push([name, ...args]) }])),
})`

const confirm: BlueprintStep = {
  ...{ stepType: "CONFIRM", guid: "confirm", header: "Cancel?", description: "" },
  confirm: { acknowledgement: false, acknowledgementText: "" },
}

function publish({ standIn }: Visit, terms?: OfferTerms) {
  const offer = { guid: "offer", copy, ...terms }
  const shown = { stepType: "OFFER", guid: "stay", header: "", description: "", offer } as BlueprintStep
  const { content } = standIn.blueprint as Blueprint
  content.steps = terms ? [shown, confirm] : [confirm]
}

/** What `onGoToAccount` and `onClose` are given of a customer whom no survey has asked. */
const resultsOf = (result: string, rest: object) => ({
  ...{ result, mode: "LIVE", aborted: false, canceled: false, usedClickToCancel: false },
  presentedOffers: expect.any(Array),
  ...rest,
})

for (const { offer, pick, handler, given, listener, told, result, accepted } of cases) {
  const kind = offer.offerType === "REBATE" ? `REBATE of ${offer.rebate.amountType}` : offer.offerType
  test(`${kind}: ${handler}, then ${listener ?? "no listener"}, as ${result}`, async ({ visit }) => {
    publish(visit, offer)
    await visit.open(options, everyCallback)
    if (pick) await visit.flow.getByText(pick, { exact: true }).click()
    await visit.flow.getByRole("button", { name: "Take it" }).click()
    await expect(visit.flow.getByText("By the page.")).toBeVisible()
    await visit.flow.getByRole("button", { name: "Back to my account" }).click()
    const acceptedOffer = { guid: "offer", offerType: offer.offerType, ...accepted }
    expect(await visit.told()).toEqual([
      ["onStepChange", { stepType: "OFFER", guid: "stay" }, null],
      [handler, options.customer, ...given],
      ...(listener ? [[listener, options.customer, ...(told ?? given)]] : []),
      ["onGoToAccount", resultsOf(result, { acceptedOffer })],
      ["onClose", resultsOf(result, { acceptedOffer })],
    ])
    expect(visit.standIn.actions).toEqual([])
  })
}

test("a cancellation that no survey has asked about: handleCancel, then onCancel", async ({ visit }) => {
  publish(visit)
  await visit.open(options, everyCallback)
  await visit.flow.getByRole("button", { name: "Cancel subscription" }).click()
  await expect(visit.flow.getByText("By the page.")).toBeVisible()
  await visit.flow.getByRole("button", { name: "Back to my account" }).click()
  expect(await visit.told()).toEqual([
    ["onStepChange", { stepType: "CONFIRM", guid: "confirm" }, null],
    ["handleCancel", options.customer, undefined, undefined, undefined],
    ["onCancel", options.customer, undefined],
    ["onGoToAccount", resultsOf("cancel", { canceled: true })],
    ["onClose", resultsOf("cancel", { canceled: true })],
  ])
})

test("each handler and each listener is called above, but onError, which is told of faults", () => {
  const called = cases.flatMap(({ handler, listener }) => [handler, listener])
  const all: (HandlerName | ListenerName | undefined)[] = [
    ...called,
    ...(["handleCancel", "onCancel", "onStepChange", "onGoToAccount", "onClose", "onError"] as const),
  ]
  expect([...handlerNames, ...listenerNames].filter((name) => !all.includes(name))).toEqual([])
})

for (const [option, offer, listener] of [
  ["bypassPauseAppliedScreen", { offerType: "PAUSE", maxPauseLength: 1, pauseInterval: "MONTH" }, "onPause"],
  ["bypassDiscountAppliedScreen", cases[0]?.offer, "onDiscount"],
] as const) {
  test(`${option}: the flow closes at once, after ${listener}`, async ({ page, visit }) => {
    publish(visit, offer as OfferTerms)
    await visit.open({ ...options, [option]: true }, everyCallback)
    await visit.flow.getByRole("button", { name: "Take it" }).click()
    await expect(page.locator("holdfast-flow")).toHaveCount(0)
    const names = (await visit.told()).map((call) => (call as unknown[])[0])
    expect(names).toEqual(["onStepChange", listener.replace("on", "handle"), listener, "onClose"])
  })
}

test("a preview calls no handler and no listener of an action, for nothing was done", async ({ visit }) => {
  publish(visit, { offerType: "PAUSE", maxPauseLength: 1, pauseInterval: "MONTH" })
  await visit.open({ ...options, preview: true }, everyCallback)
  await visit.flow.getByRole("button", { name: "Take it" }).click()
  await visit.flow.getByRole("button", { name: "Back to my account" }).click()
  const names = (await visit.told()).map((call) => (call as unknown[])[0])
  expect(names).toEqual(["onStepChange", "onGoToAccount", "onClose"])
  expect([visit.standIn.actions, visit.standIn.reports]).toEqual([[], []])
})

test("the results of a token's session have its mode, and a handler its customer, when Holdfast is away", async ({
  visit,
}) => {
  const payload = JSON.stringify({ a: "abc", c: "cus_ünal", m: "test", t: Date.now() })
  const token = `hf2_${Buffer.from(payload).toString("base64url")}.${"0".repeat(64)}`
  visit.standIn.mood.open = "broken"
  await visit.open(
    { token },
    `({
      handleCancel: (customer) => { told.push(customer) },
      onClose: ({ result, mode }) => told.push([result, mode]),
    })`,
  )
  await visit.flow.getByRole("button", { name: "Cancel subscription" }).click()
  await visit.flow.getByRole("button", { name: "Back to my account" }).click()
  expect(await visit.told()).toEqual([{ id: "cus_ünal" }, ["cancel", "TEST"]])
})
