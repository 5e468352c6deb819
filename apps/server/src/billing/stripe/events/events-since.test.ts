import { expect, test } from "vitest"
import { eventsSince } from "./events-since.ts"
import { answeringClient, eventsList, stripeEvent } from "./testing/stripe-events.ts"

const { signal } = new AbortController()
const begin = 1_767_225_600
const now = new Date(begin * 1000)

const changes = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, index) => {
    const n = first + index
    const object = { id: `sub_${n}`, customer: "cus_1" }
    return stripeEvent(`evt_${n}`, "customer.subscription.updated", object, begin + n)
  })

/** All that is read from a cursor on, page by page, and where it ended. */
async function readAll(stripe: ReturnType<typeof answeringClient>, from: string | null) {
  const ids: string[] = []
  let cursor = from
  for (let hasMore = true; hasMore; ) {
    const read = await eventsSince(stripe, cursor, signal, now)
    ids.push(...read.events.map(({ id }) => id))
    hasMore = read.hasMore
    cursor = read.cursor
  }
  return { ids, cursor }
}

const idsOf = (events: readonly { id: string }[]) => events.map(({ id }) => id)

test("from now on: nothing that was before, and all that comes after, the oldest first", async () => {
  let events = changes(-50, -1)
  const stripe = answeringClient(eventsList(() => events))
  const { ids, cursor } = await readAll(stripe, null)
  expect(ids).toEqual([])
  expect((await readAll(stripe, cursor)).ids).toEqual([])
  events = changes(-50, 349)
  const later = await readAll(stripe, cursor)
  expect(later.ids).toEqual(idsOf(changes(0, 349)))
  events = changes(-50, 361)
  expect((await readAll(stripe, later.cursor)).ids).toEqual(idsOf(changes(350, 361)))
})

test("a cursor whose event is gone after 30 days reads all that Stripe still has", async () => {
  const stripe = answeringClient(eventsList(() => changes(0, 250)))
  expect(await readAll(stripe, "evt_long_gone")).toEqual({ ids: idsOf(changes(0, 250)), cursor: "evt_250" })
})

test("where nothing has happened the cursor stays", async () => {
  const stripe = answeringClient(eventsList(() => changes(1, 3)))
  expect(await eventsSince(stripe, "evt_3", signal, now)).toEqual({
    events: [],
    cursor: "evt_3",
    hasMore: false,
  })
})

test("another error is no sign that the cursor's event is gone", async () => {
  const stripe = answeringClient(() => ({
    status: 401,
    body: { error: { type: "invalid_request_error", message: "Invalid API Key provided" } },
  }))
  await expect(eventsSince(stripe, "evt_1", signal, now)).rejects.toThrow("Invalid API Key")
})

test("who stops waiting is not kept", async () => {
  const stripe = answeringClient(eventsList(() => []))
  await expect(eventsSince(stripe, "evt_1", AbortSignal.abort(new Error("over")), now)).rejects.toThrow(
    "over",
  )
})
