import Stripe from "stripe"

type Made = {
  id: string
  type: string
  created: number
  data: { object: object; previous_attributes?: object }
}

/** An event as Stripe writes it, as far as Holdfast looks at it. */
export const stripeEvent = (
  id: string,
  type: string,
  object: object,
  created = 1_767_225_600,
  previous?: object,
): Made => ({
  id,
  type,
  created,
  data: { object, ...(previous && { previous_attributes: previous }) },
})

/** A body with the header that Stripe sends beside it. */
export function signed(event: object, secret: string, at: Date) {
  const payload = JSON.stringify(event)
  const timestamp = Math.floor(at.getTime() / 1000)
  const header = Stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp })
  return { rawBody: Buffer.from(payload), headers: { "stripe-signature": header } }
}

/** A client of Stripe that asks nobody: each call is answered by the function. */
export const answeringClient = (answer: (url: URL) => { status?: number; body: object }): Stripe =>
  new Stripe("sk_test_1", {
    maxNetworkRetries: 0,
    telemetry: false,
    httpClient: Stripe.createFetchHttpClient(async (input: string | URL | Request) => {
      const url = new URL(input instanceof Request ? input.url : input)
      const { status = 200, body } = answer(url)
      return Response.json(body, { status })
    }),
  })

export const missing = (id: string) => ({
  status: 404,
  body: {
    error: { type: "invalid_request_error", code: "resource_missing", message: `No such thing: ${id}` },
  },
})

/** Stripe's list of events: the newest first, of the last 30 days, and pages that begin beside an event. */
export function eventsList(events: () => readonly Made[]) {
  return (url: URL) => {
    const asked = url.searchParams
    const limit = Number(asked.get("limit"))
    const from = Number(asked.get("created[gte]") ?? 0)
    const types = new Set([...asked].flatMap(([name, value]) => (name.startsWith("types[") ? [value] : [])))
    const newestFirst = events()
      .filter(({ created, type }) => created >= from && types.has(type))
      .toReversed()
    const [before, after] = [asked.get("ending_before"), asked.get("starting_after")]
    const anchor = before ?? after
    const at = anchor === null ? -1 : newestFirst.findIndex(({ id }) => id === anchor)
    if (anchor !== null && at === -1) return missing(anchor)
    const rest = before === null ? newestFirst.slice(at + 1) : newestFirst.slice(0, at)
    const data = before === null ? rest.slice(0, limit) : rest.slice(-limit)
    return { body: { object: "list", data, has_more: data.length < rest.length, url: "/v1/events" } }
  }
}
