import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { setTimeout as wait } from "node:timers/promises"
import { catchUp } from "./advance.ts"
import { type Answer, makeAnswerer } from "./answer.ts"
import type { StandInKey } from "./check-key.ts"
import { makeClock } from "./clock.ts"
import { type Delivery, type Disturbance, type Hook, makeDeliveries } from "./deliver-events.ts"
import { type Fault, type FaultTarget, makeFaults } from "./faults.ts"
import { makeAccount } from "./make-account.ts"
import { makeWorld, type World } from "./world.ts"

export interface StandInOptions {
  /** A free one unless it is said. */
  port?: number
  /** The time; the real one unless it is said. It can be moved by `advanceTo`. */
  now?: () => Date
  keys: readonly StandInKey[]
  /** What the account is called. */
  accountName?: string
  /** A new one unless it is said. */
  accountId?: string
}

/** A request that came in. */
export interface AskedOfStripe {
  method: string
  path: string
  body: string
  idempotencyKey: string | null
  /** null where no answer was sent. */
  status: number | null
}

export interface StripeStandIn {
  /** Where it listens: `http://127.0.0.1:PORT`, never anywhere else. */
  url: string
  /** What the account has in each mode. */
  state: { live: World; test: World }
  /** The keys, which a test may take back. */
  keys: StandInKey[]
  /** All requests, from the first on. */
  asked: readonly AskedOfStripe[]
  /** Moves the time, does all that falls due until then, and waits until the events of it are delivered. */
  advanceTo(date: Date): Promise<void>
  /** Lets the next requests go wrong. */
  fail(fault: Fault, target?: FaultTarget): void
  /** No request goes wrong any longer. */
  heal(): void
  /** Events that are made from now on are sent there. */
  sendEventsTo(hook: Hook): void
  /** Lets deliveries of events go wrong; `{}` ends it. */
  disturb(disturbance: Disturbance): void
  /** The tries to deliver events. */
  deliveries: readonly Delivery[]
  /** Resolves when all events are delivered. */
  delivered(): Promise<void>
  close(): Promise<void>
}

const longestBody = 1_000_000

/**
 * Starts a small server that behaves like Stripe for what Holdfast uses, for the demo and for tests. It listens on this
 * machine alone, and keeps everything in memory. What it does and what not: decision 54.
 */
export async function startStripeStandIn(options: StandInOptions): Promise<StripeStandIn> {
  const clock = makeClock(options.now ?? (() => new Date()))
  const account = makeAccount(options.accountName ?? "Stand-in for Stripe", options.accountId)
  const worlds = { live: makeWorld(true, account, clock), test: makeWorld(false, account, clock) }
  const keys = options.keys.map((key) => ({ ...key }))
  const answer = makeAnswerer(worlds, keys)
  const faults = makeFaults()
  const deliveries = makeDeliveries([worlds.live, worlds.test])
  const asked: AskedOfStripe[] = []

  const server = createServer((request, response) => {
    respond(request, response).catch(() => response.destroy())
  })

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = "GET" } = request
    const address = new URL(request.url ?? "/", "http://127.0.0.1")
    const body = await readBody(request)
    const noted: AskedOfStripe = {
      method,
      path: address.pathname,
      body,
      idempotencyKey: oneOf(request.headers["idempotency-key"]) ?? null,
      status: null,
    }
    asked.push(noted)
    const fault = faults.take(method, address.pathname)
    if (fault?.kind === "slow") await wait(fault.ms)
    const isDone = fault === null || fault.kind === "slow" || fault.isDone
    const made = isDone
      ? answer({
          method,
          path: address.pathname,
          query: address.search.slice(1),
          body,
          headers: Object.fromEntries(
            Object.entries(request.headers).map(([name, value]) => [name, oneOf(value)]),
          ),
        })
      : null
    deliveries.send()
    if (fault?.kind === "hang") return
    if (fault?.kind === "cut") {
      request.socket.destroy()
      return
    }
    const sent =
      fault?.kind === "answer" || !made ? failure(fault?.kind === "answer" ? fault.status : 500) : made
    noted.status = sent.status
    response.writeHead(sent.status, sent.headers)
    response.end(sent.body)
  }

  await new Promise<void>((resolve, reject) => {
    server.once("error", reject)
    server.listen(options.port ?? 0, "127.0.0.1", () => resolve())
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    state: worlds,
    keys,
    asked,
    async advanceTo(date) {
      clock.moveTo(date)
      catchUp(worlds.live)
      catchUp(worlds.test)
      deliveries.send()
      await deliveries.settled()
    },
    fail: (fault, target = {}) => faults.add(fault, target),
    heal: () => faults.clear(),
    sendEventsTo: (hook) => deliveries.addHook(hook),
    disturb: (disturbance) => deliveries.disturb(disturbance),
    deliveries: deliveries.log,
    delivered: () => deliveries.settled(),
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const oneOf = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value)

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length
    if (length > longestBody) throw new Error("The body is too long")
    parts.push(part)
  }
  return Buffer.concat(parts).toString("utf8")
}

/** What Stripe says when it is too busy, or down. */
function failure(status: number): Answer {
  const error =
    status === 429
      ? {
          type: "invalid_request_error",
          code: "rate_limit",
          message:
            "Request rate limit exceeded. Learn more about rate limits https://stripe.com/docs/rate-limits.",
        }
      : { type: "api_error", message: "An unknown error occurred." }
  return { status, headers: { "content-type": "application/json" }, body: JSON.stringify({ error }) }
}
