import type { BillingAct } from "@holdfast/protocol/schema"
import fc from "fast-check"
import type Stripe from "stripe"
import { expect, test } from "vitest"
import type { Fault } from "../../demo/stripe-stand-in/faults.ts"
import { secondsAfter } from "../../demo/stripe-stand-in/testing/open-stand-in.ts"
import type { World } from "../../demo/stripe-stand-in/world.ts"
import type { BillingRequest, ProviderAnswer } from "../provider.ts"
import type { StripeSettings } from "./stripe-settings.ts"
import { openActs, requestOf } from "./testing/open-acts.ts"

/** Whatever goes wrong on the way, an act happens once or not at all, and what Holdfast says of it is true. */

interface Case {
  customerId: string
  act: BillingAct
  settings?: Partial<StripeSettings>
  /** A schedule manages the subscription. */
  isPlanned?: boolean
  /** How often its effect is there. */
  times: (world: World) => number
}

const subscriptionIn = ({ subscriptions }: World, id: string): Stripe.Subscription => {
  const found = subscriptions.get(id)
  if (!found) throw new Error(`There is no ${id}`)
  return found
}
const couponsIn = (world: World): string[] =>
  subscriptionIn(world, "sub_mia").discounts.map((each) => {
    const { coupon } = world.discounts.get(String(each))?.source ?? { coupon: null }
    return String(coupon)
  })
const plannedEnd = (world: World): number =>
  subscriptionIn(world, "sub_mia").cancel_at === secondsAfter(10) ? 1 : 0
const isEnded = (world: World): number => (subscriptionIn(world, "sub_mia").status === "canceled" ? 1 : 0)
const toldOf = (world: World, type: string): number =>
  world.events.filter((event) => event.type === type).length

const cancel = { action: "cancel", body: {} } as const
const rebate = { action: "rebate", body: {} } as const
const pause = { action: "pause", body: { duration: 1, interval: "month" } } as const
const change = { action: "change-plan", body: { planId: "price_team" } } as const
const cases: Case[] = [
  {
    customerId: "mia",
    act: { action: "discount", body: { coupon: "half_for_3" } },
    times: (world) => couponsIn(world).filter((coupon) => coupon === "half_for_3").length,
  },
  {
    customerId: "mia",
    act: pause,
    times: (world) => (subscriptionIn(world, "sub_mia").pause_collection ? 1 : 0),
  },
  {
    customerId: "mia",
    act: pause,
    settings: { pauseMeaning: "service" },
    times: (world) => toldOf(world, "customer.subscription.paused"),
  },
  {
    customerId: "tom",
    act: { action: "extend-trial", body: { days: 14 } },
    times: (world) => ((subscriptionIn(world, "sub_tom").trial_end ?? 0) - secondsAfter(5)) / (14 * 86_400),
  },
  {
    customerId: "mia",
    act: change,
    settings: { proration: "always_invoice" },
    times: (world) =>
      [...world.invoices.values()].filter(({ billing_reason }) => billing_reason === "subscription_update")
        .length,
  },
  {
    customerId: "mia",
    act: change,
    settings: { changePlanAt: "period-end" },
    times: (world) => [...world.schedules.values()].filter(({ phases }) => phases.length === 2).length,
  },
  { customerId: "mia", act: cancel, times: plannedEnd },
  { customerId: "mia", act: cancel, settings: { cancelAt: "now" }, times: isEnded },
  { customerId: "mia", act: cancel, isPlanned: true, times: plannedEnd },
  { customerId: "mia", act: cancel, isPlanned: true, settings: { cancelAt: "now" }, times: isEnded },
  { customerId: "mia", act: rebate, times: ({ refunds }) => refunds.size },
  {
    customerId: "mia",
    act: rebate,
    settings: { rebateAs: "credit-note" },
    times: ({ creditNotes }) => creditNotes.size,
  },
]

const faults: Fault[] = [
  { kind: "cut" },
  { kind: "cut", isDone: true },
  { kind: "answer", status: 500 },
  { kind: "answer", status: 500, isDone: true },
  { kind: "answer", status: 503, isDone: true },
  { kind: "answer", status: 429 },
]

const half = { amountType: "PERCENT", amount: 50, currency: null, invoiceScope: "LATEST_PAID" } as const
const flow: BillingRequest["flow"] = { isOffered: true, reason: null, rebate: half }

/** Some of the requests of a run meet a fault, the others are answered. */
const way = fc.array(fc.option(fc.constantFrom(...faults), { freq: 3 }), { maxLength: 12 })

const knownOf = (answer: Promise<ProviderAnswer>): Promise<ProviderAnswer> =>
  answer.catch(() => ({ kind: "unknown" as const }))

test("an act that met faults at any of its calls happened once where it is said to be done, and not at all where it is not", async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...cases), way, fc.boolean(), async (each, met, isTriedAgain) => {
      const { carryOut, outcomeOf, standIn, stripe, world } = await openActs(each.settings)
      if (each.isPlanned) await planChange(stripe)
      const request = requestOf(each.act, { customerId: each.customerId, flow })
      for (const fault of met) standIn.fail(fault ?? { kind: "slow", ms: 0 })
      let answer = await knownOf(carryOut(request))
      // what nobody knows is looked for, never sent; what certainly failed may be sent again
      for (let tries = 0; tries < 20 && (answer.kind === "unknown" || answer.kind === "failed"); tries++) {
        if (answer.kind === "failed" && !isTriedAgain) break
        answer = await knownOf(answer.kind === "unknown" ? outcomeOf(request) : carryOut(request))
      }
      standIn.heal()
      const isDone = answer.kind === "applied" || answer.kind === "scheduled"
      expect([answer, each.times(world)]).toEqual([answer, isDone ? 1 : 0])
      if (isTriedAgain) expect(isDone).toBe(true)
      expect((await outcomeOf(request)).kind).toBe(isDone ? answer.kind : "failed")
    }),
    { numRuns: 100 },
  )
})

/** The company planned something for Mia's subscription. */
async function planChange(stripe: Stripe): Promise<void> {
  const { id, phases } = await stripe.subscriptionSchedules.create({ from_subscription: "sub_mia" })
  const [current] = phases
  if (!current) throw new Error("A schedule has a phase")
  const { start_date, end_date } = current
  const month = { duration: { interval: "month" } } as const
  await stripe.subscriptionSchedules.update(id, {
    phases: [
      { start_date, end_date, items: [{ price: "price_pro", quantity: 1 }] },
      { ...month, items: [{ price: "price_team", quantity: 1 }] },
    ],
  })
}
