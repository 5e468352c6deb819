import { randomUUID } from "node:crypto"
import type { BlueprintContent, Offer, OfferTerms } from "@holdfast/protocol/flow"
import { expect, type FrameLocator, type Page, test } from "@playwright/test"
import { askDatabase } from "./ask-database.ts"
import { embed, flowOf, hashOf, serveSite } from "./embedding-page.ts"
import { product, readKeys } from "./product.ts"
import { choose, goOn } from "./visit.ts"

/** Every kind of offer on the real product: shown, taken, declined and left, and what is on record of it. */

serveSite()

const plan = (id: string, name: string, priceMinor: number) => ({
  ...{ id, name, priceMinor },
  ...{ currency: "usd", interval: "MONTH" },
})
const elsewhere = `${product.url}/shop/?offer=redirect`

interface Kind {
  terms: OfferTerms
  /** What the customer picks before they take it. */
  pick?: (flow: FrameLocator) => Promise<void>
  /** What the accepted offer says besides its kind and guid. */
  taken?: object
  /** Options of `init`. */
  options?: string
}

const kinds: Record<Offer["offerType"], Kind> = {
  DISCOUNT: {
    terms: {
      offerType: "DISCOUNT",
      coupon: { id: "HALF", couponType: "PERCENT", couponAmount: 50, currency: null, couponDuration: 3 },
    },
    taken: { couponId: "HALF", couponType: "PERCENT", couponAmount: 50, couponDuration: 3 },
  },
  PAUSE: {
    terms: { offerType: "PAUSE", maxPauseLength: 4, pauseInterval: "WEEK" },
    pick: (flow) => flow.getByText("3 weeks").click(),
    taken: { pauseDuration: 3, pauseInterval: "WEEK" },
  },
  PLAN_CHANGE: {
    terms: {
      offerType: "PLAN_CHANGE",
      plans: [plan("small", "Small", 900), plan("tiny", "Tiny", 500)],
    },
    pick: (flow) => flow.getByText("Tiny").click(),
    taken: { newPlanId: "tiny", newPlanPrice: 500 },
  },
  TRIAL_EXTENSION: {
    terms: { offerType: "TRIAL_EXTENSION", days: 14 },
    taken: { trialExtensionDays: 14 },
  },
  CONTACT: {
    terms: { offerType: "CONTACT", url: `${product.url}/shop/?offer=contact`, label: "Write to us" },
  },
  REDIRECT: {
    terms: { offerType: "REDIRECT", url: elsewhere, label: "Look" },
    taken: { redirectUrl: elsewhere },
  },
  REBATE: {
    terms: {
      offerType: "REBATE",
      rebate: { amountType: "FIXED", amount: 1500, currency: "usd", invoiceScope: "LATEST_PAID" },
    },
    taken: { rebateAmount: 1500 },
  },
  CUSTOM: {
    terms: { offerType: "CUSTOM", customOfferType: "Onboarding call", data: '{"minutes": 30}' },
    taken: { customOfferType: "Onboarding call", customOfferResult: { booked: 30 } },
    options:
      "handleCustomOffer: async (_, { customOfferType, data }) => ({ message: 'Booked: ' + customOfferType, result: { booked: data.minutes } })",
  },
}
/** The site's own billing. */
const handlers = ["Discount", "Pause", "PlanChange", "TrialExtension", "Rebate"]
  .map((name) => `handle${name}: async () => {}`)
  .join(", ")

type OfferType = keyof typeof kinds
const types = Object.keys(kinds) as OfferType[]

const offerOf = (guid: string, terms: OfferTerms): Offer =>
  ({
    guid,
    copy: { header: "Stay a little", description: "", cta: "Take it", declineCta: "No thanks" },
    ...terms,
  }) as Offer

/** A reason for each kind of offer, and one whose answers have offers of their own. */
const content: BlueprintContent = {
  steps: [
    {
      guid: "survey",
      stepType: "SURVEY",
      header: "Why?",
      description: "",
      survey: {
        randomize: false,
        choices: [
          ...types.map((type) => ({
            guid: `choice-${type}`,
            value: `Reason ${type}`,
            followup: null,
            offer: offerOf(`offer-${type}`, kinds[type].terms),
          })),
          {
            guid: "choice-asked",
            value: "Reason that asks",
            followup: {
              question: "Which?",
              options: [
                {
                  guid: "option-own",
                  value: "With an offer",
                  offer: offerOf("offer-of-option", kinds.TRIAL_EXTENSION.terms),
                },
                { guid: "option-plain", value: "Without one" },
              ],
              freeformLabel: null,
              required: true,
            },
            offer: offerOf("offer-of-choice", kinds.DISCOUNT.terms),
          },
        ],
      },
    },
    {
      guid: "confirm",
      stepType: "CONFIRM",
      header: "Cancel your subscription?",
      description: "",
      confirm: { acknowledgement: false, acknowledgementText: "" },
    },
  ],
  branding: { primaryColor: null, brandImage: null },
  discountCooldown: null,
  pauseCooldown: null,
}
const ids = { segment: randomUUID(), flow: randomUUID(), blueprint: randomUUID() }

/** A segment for the customers of these tests, so that all others see what they saw before. */
test.beforeAll(async () => {
  const [workspace] = await askDatabase<{ id: string }>("select id from workspace where app_id = $1", [
    readKeys().appId,
  ])
  const whose = workspace?.id
  const rule = { attribute: "sees", operand: "INCLUDES", value: ["every offer"], type: "STRING" }
  await askDatabase(
    "insert into segment (workspace_id, id, name, enabled, priority, filter, created_at) values ($1, $2, 'Every offer', true, 900, $3, now())",
    [whose, ids.segment, JSON.stringify([rule])],
  )
  await askDatabase(
    "insert into flow (workspace_id, id, segment_id, name, created_at) values ($1, $2, $3, 'Every offer', now())",
    [whose, ids.flow, ids.segment],
  )
  await askDatabase(
    `insert into blueprint (workspace_id, id, flow_id, name, version, content, published_at)
     values ($1, $2, $3, 'Every offer', 1, $4, now())`,
    [whose, ids.blueprint, ids.flow, JSON.stringify(content)],
  )
})
test.afterAll(async () => {
  await askDatabase("update segment set enabled = false where id = $1", [ids.segment])
  await askDatabase("update flow set archived_at = now() where id = $1", [ids.flow])
})

/** Opens the flow as a new customer, and goes as far as the offer that the reason raises. */
async function comeTo(page: Page, reason: string, options = "", answer?: string) {
  const customer = `cus_${randomUUID()}`
  const call = `holdfast.init("show", { customerId: "${customer}", authHash: "${hashOf(customer)}",
    customerAttributes: { sees: "every offer" }, ${handlers}, ${options} })`
  await embed(page, { call })
  const flow = flowOf(page)
  await choose(flow, reason)
  if (answer) await choose(flow, answer)
  await goOn(flow)
  await expect(flow.getByRole("heading", { name: "Stay a little" })).toBeVisible()
  return { flow, customer }
}

const offersOf = (customer: string) =>
  askDatabase<Record<string, unknown>>(
    `select o.guid, o.offer_type, o.custom_offer_type, o.choice_guid, o.option_guid, o.blueprint_id, o.ended,
       o.presented_at is not null as is_shown, o.accepted_at is not null as is_accepted,
       o.declined_at is not null as is_declined
     from session s join session_offer o on o.workspace_id = s.workspace_id and o.session_id = s.id
     where s.customer_id = $1 order by o.position`,
    [customer],
  )

/** The row of an offer. */
const row = (type: OfferType, ended: string, rest: object = {}) => ({
  guid: `offer-${type}`,
  offer_type: type,
  custom_offer_type: type === "CUSTOM" ? "Onboarding call" : null,
  choice_guid: `choice-${type}`,
  option_guid: null,
  blueprint_id: ids.blueprint,
  ended,
  is_shown: true,
  is_accepted: ended === "accepted",
  is_declined: ended === "declined",
  ...rest,
})

const acceptedIn = async (customer: string) =>
  (
    await askDatabase<{ accepted: object }>(
      "select detail -> 'acceptedOffer' as accepted from session where customer_id = $1",
      [customer],
    )
  )[0]?.accepted

for (const type of types) {
  const { pick, taken = {}, options = "" } = kinds[type]
  test(`${type}: an offer that is shown, and then taken`, async ({ page }) => {
    const { flow, customer } = await comeTo(page, `Reason ${type}`, options)
    await expect.poll(() => offersOf(customer)).toEqual([row(type, "ignored")])
    await pick?.(flow)
    await flow.getByRole("button", { name: "Take it" }).click()
    await expect.poll(() => offersOf(customer)).toEqual([row(type, "accepted")])
    await expect
      .poll(() => acceptedIn(customer))
      .toMatchObject({ guid: `offer-${type}`, offerType: type, ...taken })
    if (type === "REDIRECT") await expect(page).toHaveURL(elsewhere)
    if (type === "CUSTOM") await expect(flow.getByText("Booked: Onboarding call")).toBeVisible()
  })

  test(`${type}: an offer that is declined, and one that is left`, async ({ page }) => {
    const declining = await comeTo(page, `Reason ${type}`, options)
    await declining.flow.getByRole("button", { name: "No thanks" }).click()
    await expect(declining.flow.getByRole("heading", { name: "Cancel your subscription?" })).toBeVisible()
    await expect.poll(() => offersOf(declining.customer)).toEqual([row(type, "declined")])

    const leaving = await comeTo(page, `Reason ${type}`, options)
    await leaving.flow.getByRole("button", { name: "Close" }).click()
    const outcome = "select outcome from session where customer_id = $1"
    await expect.poll(() => askDatabase(outcome, [leaving.customer])).toEqual([{ outcome: "abandoned" }])
    expect(await offersOf(leaving.customer)).toEqual([row(type, "ignored")])
  })
}

test("the offer of a follow-up's option is shown in place of the choice's, and the row says of which", async ({
  page,
}) => {
  const { flow, customer } = await comeTo(page, "Reason that asks", "", "With an offer")
  await flow.getByRole("button", { name: "Take it" }).click()
  const raised = { choice_guid: "choice-asked" }
  await expect
    .poll(() => offersOf(customer))
    .toEqual([
      row("TRIAL_EXTENSION", "accepted", { ...raised, guid: "offer-of-option", option_guid: "option-own" }),
    ])
  const other = await comeTo(page, "Reason that asks", "", "Without one")
  await other.flow.getByRole("button", { name: "No thanks" }).click()
  await expect
    .poll(() => offersOf(other.customer))
    .toEqual([row("DISCOUNT", "declined", { ...raised, guid: "offer-of-choice" })])
})

for (const type of ["CUSTOM", "DISCOUNT", "PAUSE", "PLAN_CHANGE", "TRIAL_EXTENSION", "REBATE"] as const)
  test(`${type}: a page that has no handler does not show what nobody else carries out`, async ({ page }) => {
    const customer = `cus_${randomUUID()}`
    // the demo's billing is connected in live mode alone
    const call = `holdfast.init("show", { customerId: "${customer}", authHash: "${hashOf(customer)}", mode: "test",
    customerAttributes: { sees: "every offer" } })`
    await embed(page, { call })
    const flow = flowOf(page)
    await choose(flow, `Reason ${type}`)
    await goOn(flow)
    await expect(flow.getByRole("heading", { name: "Cancel your subscription?" })).toBeVisible()
    expect(await offersOf(customer)).toEqual([])
  })
