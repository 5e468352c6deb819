import { expect, test } from "vitest"
import { heldCurve } from "../billing/events/held-rate.ts"
import { billingHistory } from "./billing-history.ts"
import { plans, priceIn } from "./catalogue.ts"
import type { DemoSession } from "./demo-session.ts"
import { monthMs } from "./life.ts"
import { at } from "./prng.ts"
import { dayMs } from "./rhythm.ts"
import { demoSessions } from "./seed-demo.ts"

const now = new Date("2026-11-23T10:00:00Z")
const sessions = demoSessions("0197f000-0000-7000-8000-000000000001", { now, sessions: 12_000 })
const histories = billingHistory(sessions, now, 5)
const sessionsOf = Map.groupBy(
  sessions.filter(({ mode }) => mode === "live"),
  ({ subscription_id }) => subscription_id ?? null,
)
const starter = at(plans, 0)
const isValid = ({ outcome, bounced_by }: DemoSession) => outcome !== "open" && !bounced_by
const isSave = (session: DemoSession) => isValid(session) && session.outcome !== "canceled"
const savesOf = (subscriptionId: string) => (sessionsOf.get(subscriptionId) ?? []).filter(isSave)

test("the same seed tells the same, another seed another", () => {
  expect(billingHistory(sessions, now, 5)).toEqual(histories)
  expect(billingHistory(sessions, now, 6)).not.toEqual(histories)
})

test("every live subscription that was saved is known, once, and no other", () => {
  const saved = [...sessionsOf].filter(([id, own]) => id !== null && own.some(isSave)).map(([id]) => id)
  expect(histories.map(({ state }) => state.subscriptionId).toSorted()).toEqual(saved.toSorted())
})

test("a session that cancelled is what ended it; nothing else ends before its customer was last seen", () => {
  let [cancelled, left, goOn] = [0, 0, 0]
  for (const { state } of histories) {
    const own = sessionsOf.get(state.subscriptionId) ?? []
    const last = own.at(-1)?.created_at.getTime() ?? 0
    const cancel = own.findLast((each) => isValid(each) && each.outcome === "canceled")
    if (cancel) {
      cancelled++
      expect([state.decidedAt, state.endedBy]).toEqual([cancel.created_at, "customer"])
      expect(state.endsAt?.getTime()).toBeGreaterThanOrEqual(cancel.created_at.getTime())
    } else if (state.endsAt) {
      left++
      expect(state.endsAt.getTime()).toBeGreaterThan(last)
      expect(state.decidedAt === null).toBe(state.endedBy === "unpaid")
    } else goOn++
    expect(state.status === "ended").toBe(state.endsAt !== null && state.endsAt <= now)
  }
  expect(Math.min(cancelled, left, goOn)).toBeGreaterThan(200)
})

test("who subscribed anew had left before", () => {
  let anew = 0
  for (const own of Map.groupBy(sessions, ({ customer_id }) => customer_id).values()) {
    for (const { state } of histories.filter((each) => each.state.customerId === own[0]?.customer_id)) {
      const last = sessionsOf.get(state.subscriptionId)?.at(-1)
      const next = own.find(
        (each) => last && each.created_at > last.created_at && each.subscription_id !== state.subscriptionId,
      )
      if (!next?.subscription_start) continue
      anew++
      expect(state.endsAt?.getTime()).toBeLessThanOrEqual(+new Date(next.subscription_start))
    }
  }
  expect(anew).toBeGreaterThan(4)
})

test("what was paid was paid after the save, by now and before the end; none in a pause or a trial", () => {
  const ids = new Set<string>()
  for (const { state, payments } of histories) {
    const saves = savesOf(state.subscriptionId)
    const from = saves[0]?.created_at.getTime() ?? 0
    for (const { id, at, ...event } of payments) {
      ids.add(id)
      expect(at.getTime()).toBeGreaterThan(from)
      expect(at.getTime()).toBeLessThanOrEqual(Math.min(+now, state.endsAt?.getTime() ?? +now))
      expect(event).toMatchObject({ kind: "invoicePaid", subscriptionId: state.subscriptionId })
      const paused = saves.filter(
        ({ created_at, offer_type, pause_duration }) =>
          offer_type === "PAUSE" && created_at < at && +at < +created_at + (pause_duration ?? 1) * monthMs,
      )
      expect(paused).toEqual([])
    }
  }
  expect(ids.size).toBe(histories.reduce((sum, { payments }) => sum + payments.length, 0))
  expect(ids.size).toBeGreaterThan(10_000)
})

test("a discount is on the invoices until it runs out, and a smaller plan costs what it costs from then on", () => {
  let [discounted, changed] = [0, 0]
  for (const { state, payments } of histories) {
    const saves = savesOf(state.subscriptionId)
    const change = saves.find(({ offer_type }) => offer_type === "PLAN_CHANGE")
    for (const event of payments) {
      if (event.kind !== "invoicePaid") continue
      const discount = saves.findLast((save) => save.offer_type === "DISCOUNT" && save.created_at < event.at)
      const { couponAmount = 0, couponDuration = 0 } = discount
        ? JSON.parse(discount.detail).acceptedOffer
        : {}
      const isOn = discount && event.at.getTime() < discount.created_at.getTime() + couponDuration * monthMs
      const whole = event.amountMinor + (event.discountMinor ?? 0)
      expect(event.discountMinor).toBe(isOn ? Math.round((whole * couponAmount) / 100) : 0)
      if (isOn) discounted++
      if (!change || event.at <= change.created_at) continue
      changed++
      const { itemQuantity = 1 } = JSON.parse(change.detail).customer
      expect(whole).toBe(priceIn(event.currency, starter) * itemQuantity)
    }
  }
  expect(Math.min(discounted, changed)).toBeGreaterThan(100)
})

test("a pause is over when it was to be, and a trial too", () => {
  const of = (status: string) => histories.filter(({ state }) => state.status === status)
  for (const { state } of of("paused")) expect(state.resumesAt?.getTime()).toBeGreaterThan(+now)
  expect(of("paused").length).toBeGreaterThan(20)
  for (const { state, payments } of of("trial")) {
    expect(payments).toEqual([])
    expect(savesOf(state.subscriptionId).some(({ on_trial }) => on_trial)).toBe(true)
  }
  expect(of("trial").length).toBeGreaterThan(10)
})

/** How many are still there so many days after each save of a kind, in percent. */
function heldAfter(offerType: string | null, days: number): number {
  const saves = histories.flatMap(({ state }) => {
    const { decidedAt, endsAt, endedBy } = state
    const end = endedBy === "customer" ? (decidedAt ?? endsAt) : endsAt
    return savesOf(state.subscriptionId)
      .filter((save) => (save.outcome === "saved" ? save.offer_type : null) === offerType)
      .map((save) => {
        const ended = end !== null && end <= now
        return { days: Math.floor((+(ended ? end : now) - +save.created_at) / dayMs), ended, count: 1 }
      })
  })
  return Math.round((heldCurve(saves, days)[days]?.rate ?? 0) * 100)
}

test("a discount holds until it runs out, a pause holds longer, a plan that fits longest, and the archive not at all", () => {
  const heldAll = (days: number) =>
    ["DISCOUNT", "PAUSE", "PLAN_CHANGE", "REDIRECT"].map((kind) => heldAfter(kind, days))
  const [month, quarter] = [heldAll(30), heldAll(90)] as [number[], number[]]
  expect(month[0]).toBeGreaterThan(93)
  expect(quarter[0]).toBeLessThan(75)
  expect(quarter[1]).toBeGreaterThan(80)
  expect(quarter[2]).toBeGreaterThan(90)
  expect(month[3]).toBeLessThan(75)
})
