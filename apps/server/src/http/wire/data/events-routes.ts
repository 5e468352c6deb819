import { CompanyEvent, CustomerUpdate, type Ignored, readTolerantly } from "@holdfast/protocol/schema"
import { type TSchema, Type } from "typebox"
import { eventsOfKey } from "../../../account/rates/limits.ts"
import { type CompanyFact, readCompanyEvent } from "../../../billing/events/read-company-event.ts"
import { takeCompanyFacts } from "../../../billing/events/take-company-facts.ts"
import { programOf } from "../../access.ts"
import { answers } from "../../answers.ts"
import { ApiError } from "../../api-error.ts"
import { assertRoom } from "../../assert-room.ts"
import { bodyLimits } from "../../bodies.ts"
import type { DataRoutes } from "./data-route.ts"

/** Of the contract. */
const mostInBulk = 100

const Kept = Type.Object({
  kept: Type.Integer({ description: "events that were taken; one that was there already is one of them" }),
  ignored: Type.Optional(
    Type.Array(Type.Object({ path: Type.String(), why: Type.String() }), {
      description: "what was not kept, and why",
    }),
  ),
})

interface Read {
  fact: CompanyFact
  ignored: readonly Ignored[]
}

const readEvent = (sent: unknown, now: Date): Read => {
  const { value, ignored } = readTolerantly(CompanyEvent, sent)
  return { fact: readCompanyEvent(value as CompanyEvent, now), ignored }
}

/** What is known of a customer is read as a change of their subscription, as of now. */
const readUpdate = (sent: unknown, now: Date): Read => {
  const { value, ignored } = readTolerantly(CustomerUpdate, sent)
  const { customerData, ...whose } = value as CustomerUpdate
  const fact = readCompanyEvent(
    { ...whose, event: "Subscription Updated", eventData: customerData ?? null },
    now,
  )
  const says = fact.kind === "refused" && fact.path === "eventData.status"
  const why = "is not kept: of a customer Holdfast keeps how their subscription stands"
  return { fact: says ? { kind: "ignored", path: "customerData", why } : fact, ignored }
}

/** What companies with another billing tell of subscriptions and payments (section 3.7 of the wire contract). */
export function eventsRoutes({ post, services }: DataRoutes): void {
  const add = (
    url: string,
    operationId: string,
    summary: string,
    body: TSchema,
    read: (body: unknown, now: Date) => Read[],
  ) =>
    post<{ Params: unknown; Body: unknown }>(
      {
        path: url,
        operationId,
        bodyLimit: bodyLimits.content,
        readsBodyTolerantly: true,
        schema: {
          summary,
          description:
            "Keeps how a subscription stands and what was paid. Nothing else of a customer is kept. What cannot be read is left out and named under `ignored`.",
          params: Type.Object({}),
          body,
          response: answers(Kept, "what was kept", [400, 401, 404, 413, 415, 422, 429, 503]),
        },
      },
      async (request, reply) => {
        const { workspace, mode, keyId } = programOf(request)
        const now = services.now()
        const entries = read(request.body, now)
        assertRoom(services, reply, eventsOfKey, keyId, "events with this key", Math.max(entries.length, 1))
        const facts = entries.map(({ fact }) => fact)
        const place = { workspaceId: workspace.id, mode }
        const kept = await takeCompanyFacts(services.database, place, facts, now)
        const ignored = entries.flatMap(({ fact, ignored: left }, index) => {
          const all = fact.kind === "kept" ? left : [...left, { path: fact.path, why: fact.why }]
          return Array.isArray(request.body)
            ? all.map(({ path, why }) => ({ path: `[${index}].${path}`, why }))
            : all
        })
        return { kept, ...(ignored.length > 0 && { ignored }) }
      },
    )

  const one = (read: typeof readEvent) => (body: unknown, now: Date) => {
    const entry = read(assertObject(body), now)
    // of a list the other entries are worth more than the one that cannot be taken; alone it is said to its sender
    if (entry.fact.kind === "refused")
      throw new ApiError(422, "invalid", `${entry.fact.path} ${entry.fact.why}.`)
    return [entry]
  }
  const several = (read: typeof readEvent) => (body: unknown, now: Date) => {
    if (!Array.isArray(body)) throw new ApiError(422, "invalid", "The body takes a list of events.")
    if (body.length > mostInBulk)
      throw new ApiError(
        422,
        "invalid",
        `The body has ${body.length} entries; at most ${mostInBulk} are accepted.`,
      )
    return body.map((entry) => read(isObject(entry) ? entry : {}, now))
  }
  const either = (body: unknown, now: Date) => (Array.isArray(body) ? several : one)(readEvent)(body, now)

  const events = Type.Array(CompanyEvent, { maxItems: mostInBulk })
  const updates = Type.Array(CustomerUpdate, { maxItems: mostInBulk })
  add(
    "/v1/data/events",
    "tellEvents",
    "Tell an event, or a list of them",
    Type.Unsafe({ anyOf: [CompanyEvent, events] }),
    either,
  )
  add("/v1/api/events/new", "tellEvent", "Tell an event", CompanyEvent, one(readEvent))
  add("/v1/events/track", "tellEventAtOlderPath", "Tell an event", CompanyEvent, one(readEvent))
  add("/v1/api/events/bulk", "tellEventsInBulk", "Tell up to 100 events", events, several(readEvent))
  for (const [url, id] of [
    ["/v1/api/events/customer-update", "updateCustomer"],
    ["/v1/api/events/customer-update/set-users", "setUsers"],
  ] as const) {
    add(url, id, "Tell how a customer's subscription stands", CustomerUpdate, one(readUpdate))
    add(`${url}/bulk`, `${id}InBulk`, "Tell how customers' subscriptions stand", updates, several(readUpdate))
  }
}

const isObject = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value)

function assertObject(body: unknown): object {
  if (isObject(body)) return body
  throw new ApiError(422, "invalid", "The body takes an object.")
}
