import { expect, test } from "vitest"
import { subscriptionState } from "./subscription-state.ts"
import { answeringClient, missing } from "./testing/stripe-events.ts"

const { signal } = new AbortController()
const second = 1_767_225_600
const day = new Date(second * 1000)

const plain = {
  id: "sub_1",
  customer: "cus_1",
  status: "active",
  pause_collection: null,
  cancellation_details: null,
  cancel_at: null,
  cancel_at_period_end: false,
  canceled_at: null,
  ended_at: null,
  items: { data: [{ current_period_end: second }] },
}

const standing = {
  subscriptionId: "sub_1",
  customerId: "cus_1",
  status: "active",
  endsAt: null,
  resumesAt: null,
  decidedAt: null,
  endedBy: null,
  asOf: expect.any(Date),
}

test.for<[string, object, object]>([
  ["active", {}, {}],
  ["in its trial", { status: "trialing" }, { status: "trial" }],
  ["behind with a payment", { status: "past_due" }, { status: "unpaid" }],
  [
    "with its collection paused, though Stripe calls it active",
    { pause_collection: { behavior: "void", resumes_at: second } },
    { status: "paused", resumesAt: day },
  ],
  [
    "with its service paused",
    { status: "paused", status_details: { paused: { transitioned_at: second } } },
    { status: "paused", decidedAt: day },
  ],
  [
    "cancelled at the period's end",
    {
      cancel_at_period_end: true,
      canceled_at: second - 60,
      cancellation_details: { reason: "cancellation_requested" },
    },
    { endsAt: day, decidedAt: new Date(day.getTime() - 60_000), endedBy: "customer" },
  ],
  [
    "ended, since nobody paid",
    {
      status: "canceled",
      canceled_at: second,
      ended_at: second,
      cancellation_details: { reason: "payment_failed" },
    },
    { status: "ended", endsAt: day, decidedAt: day, endedBy: "unpaid" },
  ],
])("a subscription that is %s", async ([, stripes, ours]) => {
  const stripe = answeringClient(() => ({ body: { ...plain, ...stripes } }))
  expect(await subscriptionState(stripe, "sub_1", signal)).toEqual({ ...standing, ...ours })
})

test("one that Stripe does not know is null, and a failure is an error", async () => {
  expect(
    await subscriptionState(
      answeringClient(() => missing("sub_1")),
      "sub_1",
      signal,
    ),
  ).toBeNull()
  const failing = answeringClient(() => ({
    status: 500,
    body: { error: { type: "api_error", message: "down" } },
  }))
  await expect(subscriptionState(failing, "sub_1", signal)).rejects.toThrow("down")
})
