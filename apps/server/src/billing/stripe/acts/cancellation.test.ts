import { describe, expect, test } from "vitest"
import { daysAfter, secondsAfter } from "../../../demo/stripe-stand-in/testing/open-stand-in.ts"
import type { BillingRequest } from "../../provider.ts"
import { openActs, patient, requestOf } from "../testing/open-acts.ts"

const cancel = { action: "cancel", body: { cancelAtPeriodEnd: true } } as const
const why = (reason: NonNullable<BillingRequest["flow"]>["reason"]) => ({
  flow: { isOffered: true, rebate: null, reason },
})
const periodEnd = { kind: "scheduled", at: daysAfter(10) }
const applied = { kind: "applied" }

describe("a cancellation", () => {
  test("is planned for the end of the period, with what the customer chose and wrote, and access lasts until then", async () => {
    const { carryOut, subscription, standIn } = await openActs()
    const said = why({ choice: "Too expensive", followup: "Not for me & mine", feedback: "Bye\n€" })
    const request = requestOf(cancel, said)
    expect(await carryOut(request)).toEqual(periodEnd)
    expect(await subscription("sub_mia")).toMatchObject({
      status: "active",
      cancel_at_period_end: true,
      cancellation_details: { comment: "Too expensive\nNot for me & mine\nBye\n€", feedback: null },
      metadata: { holdfast_request: request.id },
    })
    await standIn.advanceTo(daysAfter(11))
    expect((await subscription("sub_mia")).status).toBe("canceled")
  })

  test("is at once where the company set it so", async () => {
    const { carryOut, subscription } = await openActs({ cancelAt: "now" })
    const said = why({ choice: null, followup: null, feedback: "x".repeat(2000) })
    expect(await carryOut(requestOf(cancel, said))).toEqual(applied)
    const { status, cancellation_details } = await subscription("sub_mia")
    expect([status, cancellation_details?.comment]).toEqual(["canceled", `${"x".repeat(999)}…`])
  })

  test("of a subscription that rests is at once: no period of it comes to an end", async () => {
    const { carryOut, stripe, subscription } = await openActs()
    await stripe.subscriptions.pause("sub_mia")
    expect(await carryOut(requestOf(cancel))).toEqual(applied)
    expect((await subscription("sub_mia")).status).toBe("canceled")
  })

  test("that is planned, or done, is not sent again", async () => {
    const { carryOut, withSettings, stripe, sent, subscription } = await openActs()
    await stripe.subscriptions.update("sub_mia", { cancel_at_period_end: true })
    await stripe.subscriptions.cancel("sub_eva")
    const before = sent().length
    expect(await carryOut(requestOf(cancel))).toEqual(periodEnd)
    const evas = requestOf(cancel, { customerId: "eva", subscriptionId: "sub_eva" })
    expect(await carryOut(evas)).toEqual(applied)
    expect(sent()).toHaveLength(before)
    // the end of the period is not enough where the company ends at once
    expect(await withSettings({ cancelAt: "now" }).carryOut(requestOf(cancel), patient)).toEqual(applied)
    expect((await subscription("sub_mia")).status).toBe("canceled")
  })

  test("is sooner than a day that the company had planned", async () => {
    const { carryOut, stripe, subscription } = await openActs()
    await stripe.subscriptions.update("sub_mia", { cancel_at: secondsAfter(100) })
    expect(await carryOut(requestOf(cancel))).toEqual(periodEnd)
    expect((await subscription("sub_mia")).cancel_at).toBe(secondsAfter(10))
  })

  test("that was sent before the settings changed is settled by what was sent", async () => {
    const { carryOut, withSettings } = await openActs()
    const request = requestOf(cancel)
    await carryOut(request)
    expect(await withSettings({ cancelAt: "now" }).outcomeOf(request, patient)).toEqual(periodEnd)
  })
})

describe("a subscription that a schedule manages", () => {
  const planned = async (settings = {}) => {
    const opened = await openActs({ ...settings, changePlanAt: "period-end" })
    await opened.carryOut(requestOf({ action: "change-plan", body: { planId: "price_team" } }))
    return opened
  }

  test("is cancelled through it at the end of the period, and what it planned falls away", async () => {
    const { carryOut, outcomeOf, subscription, standIn } = await planned()
    const request = requestOf(cancel, why({ choice: "Too expensive", followup: null, feedback: null }))
    expect([await carryOut(request), await outcomeOf(request)]).toEqual([periodEnd, periodEnd])
    expect(await subscription("sub_mia")).toMatchObject({
      cancel_at: secondsAfter(10),
      cancellation_details: { comment: "Too expensive" },
    })
    await standIn.advanceTo(daysAfter(11))
    const { status, items } = await subscription("sub_mia")
    expect([status, items.data[0]?.price.id]).toEqual(["canceled", "price_pro"])
  })

  test("is cancelled through it at once", async () => {
    const { carryOut, subscription, sent } = await planned({ cancelAt: "now" })
    expect(await carryOut(requestOf(cancel, why({ choice: "Bye", followup: null, feedback: null })))).toEqual(
      applied,
    )
    expect(await subscription("sub_mia")).toMatchObject({
      status: "canceled",
      cancellation_details: { comment: "Bye" },
    })
    expect(sent().some((line) => line.includes("/cancel invoice_now=false&prorate=false"))).toBe(true)
  })

  test("ends although the reason could not be written beside it", async () => {
    const { carryOut, subscription, standIn } = await planned()
    standIn.fail({ kind: "answer", status: 500 }, { method: "POST", path: /subscriptions\/sub_mia$/ })
    expect(await carryOut(requestOf(cancel))).toEqual(periodEnd)
    expect((await subscription("sub_mia")).cancel_at).toBe(secondsAfter(10))
  })
})
