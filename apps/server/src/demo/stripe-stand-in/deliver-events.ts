import Stripe from "stripe"
import type { World } from "./world.ts"

/** Where events go, as an endpoint that is set up in Stripe's dashboard. */
export interface Hook {
  livemode: boolean
  url: string
  /** `whsec_…` */
  secret: string
  /** All of them unless it is said. */
  types?: readonly string[]
}

/** What goes wrong with deliveries on command. */
export interface Disturbance {
  /** Each comes twice. */
  isDoubled?: boolean
  /** Those that are made together come the newest first. */
  isReversed?: boolean
  /** They do not come at all. */
  isLost?: boolean
}

/** One try to deliver an event. */
export interface Delivery {
  eventId: string
  type: string
  url: string
  /** null where no answer came. */
  status: number | null
}

export interface Deliveries {
  addHook(hook: Hook): void
  disturb(disturbance: Disturbance): void
  /** Sends what was not sent yet. */
  send(): void
  /** Resolves when all that was to be sent is answered. */
  settled(): Promise<void>
  log: readonly Delivery[]
}

const patienceMs = 10_000
const stripe = new Stripe("sk_test_for_signatures")

/** Sends the events of both modes to the hooks, one after the other, signed as Stripe signs. */
export function makeDeliveries(worlds: readonly World[]): Deliveries {
  const hooks: Hook[] = []
  const log: Delivery[] = []
  const sentUntil = new Map<World, number>(worlds.map((world) => [world, 0]))
  let disturbance: Disturbance = {}
  let line: Promise<void> = Promise.resolve()

  async function deliver(hook: Hook, event: Stripe.Event): Promise<void> {
    // Stripe indents what it sends: who signs a body that was parsed and written again gets another one
    const payload = JSON.stringify(event, null, 2)
    const signature = stripe.webhooks.generateTestHeaderString({ payload, secret: hook.secret })
    const headers = { "content-type": "application/json; charset=utf-8", "stripe-signature": signature }
    const status = await fetch(hook.url, {
      method: "POST",
      headers,
      body: payload,
      redirect: "manual",
      signal: AbortSignal.timeout(patienceMs),
    }).then(
      async (response) => {
        await response.body?.cancel()
        return response.status
      },
      () => null,
    )
    log.push({ eventId: event.id, type: event.type, url: hook.url, status })
  }

  return {
    log,
    addHook: (hook) => void hooks.push(hook),
    disturb(wanted) {
      disturbance = wanted
    },
    send() {
      for (const world of worlds) {
        const fresh = world.events.slice(sentUntil.get(world))
        sentUntil.set(world, world.events.length)
        const { isDoubled, isReversed, isLost } = disturbance
        if (isLost) continue
        const ordered = isReversed ? [...fresh].reverse() : fresh
        for (const event of isDoubled ? ordered.flatMap((each) => [each, each]) : ordered) {
          for (const hook of hooks) {
            const isWanted = hook.types?.includes(event.type) ?? true
            if (hook.livemode === world.livemode && isWanted) line = line.then(() => deliver(hook, event))
          }
        }
      }
    },
    async settled() {
      // what comes while it waits is waited for, too
      for (let waited: Promise<void> | null = null; waited !== line; ) {
        waited = line
        await waited
      }
    },
  }
}
