import { listPage, pageParams } from "../list-page.ts"
import { daySeconds } from "../periods.ts"
import type { Params } from "../read-params.ts"
import type { Route } from "../route.ts"
import { missing } from "../stripe-refusal.ts"
import type { World } from "../world.ts"

/** Stripe lists events of 30 days. */
const keptSeconds = 30 * daySeconds

const keptEvents = (world: World) =>
  world.events.filter(({ created }) => created > world.clock.now() - keptSeconds)

/** The account itself, and what has happened in it. */
export const accountRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/v1/account",
    permission: "accounts_kyc_basic_read",
    run: ({ world, params }) => {
      params.accept([])
      return world.account
    },
  },
  {
    method: "GET",
    path: "/v1/events",
    permission: "event_read",
    run: ({ world, params }) => {
      params.accept([...pageParams, "type", "types"])
      const isWanted = typeFilter(params)
      return listPage(
        "/v1/events",
        "event",
        keptEvents(world).filter(({ type }) => isWanted(type)),
        params,
      )
    },
  },
  {
    method: "GET",
    path: "/v1/events/:id",
    permission: "event_read",
    run: ({ world, params, id }) => {
      params.accept([])
      const event = keptEvents(world).find((each) => each.id === id)
      if (!event) throw missing("event", id)
      return event
    },
  },
]

/** `type` may end with a star: `invoice.*`. */
function typeFilter(params: Params): (type: string) => boolean {
  const one = params.text("type")
  const types = params.texts("types") ?? (one === undefined ? undefined : [one])
  if (!types) return () => true
  return (type) =>
    types.some((each) => (each.endsWith("*") ? type.startsWith(each.slice(0, -1)) : each === type))
}
