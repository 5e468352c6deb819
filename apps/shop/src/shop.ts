import { createRequire } from "node:module"
import { dirname, join } from "node:path"
import fastifyStatic from "@fastify/static"
import type { FastifyInstance } from "fastify"
import { makeBilling, type SwitchedPlan } from "./billing.ts"
import { makeAuthHash, makeFlowToken } from "./prove.ts"

export interface ShopOptions {
  /** The workspace whose flow the shop shows, and the key it proves its customers with. */
  appId: string
  flowKey: string
  /** Where Holdfast is reached from a browser. */
  holdfastUrl: string
}

/** Found by the package, wherever this script is built into. */
const publicFolder = join(
  dirname(createRequire(import.meta.url).resolve("@holdfast/shop/package.json")),
  "public",
)

const open = { config: { access: "public" } } as const

const body = (properties: object, required: string[]) => ({
  type: "object",
  properties: { customer: { type: "string", maxLength: 100 }, ...properties },
  required: ["customer", ...required],
})

type OfCustomer = { customer: string }

/**
 * A small subscription shop at `/shop/`, to try a cancellation the way a customer meets it. It embeds the widget
 * as any site would and keeps its own billing in memory.
 */
export async function registerShop(app: FastifyInstance, options: ShopOptions): Promise<void> {
  const { appId, flowKey, holdfastUrl } = options
  const billing = makeBilling()

  await app.register(fastifyStatic, {
    root: publicFolder,
    prefix: "/shop/",
    decorateReply: false,
    cacheControl: false,
    setHeaders: (reply) => void reply.header("cache-control", "no-cache"),
  })
  app.get("/shop", open, (_request, reply) => reply.redirect("/shop/"))

  app.get<{ Querystring: { customer?: string } }>("/shop/api/account", open, (request, reply) => {
    const everybody = billing.all()
    const account = billing.account(request.query.customer ?? everybody[0]?.customer.id ?? "")
    if (!account) return reply.code(404).send({ message: "No such customer in this shop" })
    const { customer, subscription, plan, since, card, change } = account
    const subscriptionId = subscription.id ?? ""
    const facts = { appId, customerId: customer.id, subscriptionId, mode: "live" } as const
    return reply.header("cache-control", "no-store").send({
      customer,
      subscriptions: [subscription],
      account: { plan, since, card, change },
      everybody: everybody.map((each) => ({
        id: each.customer.id,
        name: `${each.customer.name} ${each.customer.lastName}`,
        note: `${each.plan}, ${each.subscription.status?.name}`,
      })),
      holdfast: {
        appId,
        url: holdfastUrl,
        authHash: makeAuthHash(flowKey, customer.id),
        token: makeFlowToken(flowKey, facts, Date.now()),
      },
    })
  })

  const change = <Body extends OfCustomer>(path: string, schema: object, work: (said: Body) => void) =>
    app.post(`/shop/api/${path}`, { ...open, schema: { body: schema } }, (request, reply) => {
      const said = request.body as Body
      if (!billing.account(said.customer)) {
        return reply.code(404).send({ message: "No such customer in this shop" })
      }
      work(said)
      return reply.send({ account: billing.account(said.customer) })
    })

  change("cancel", body({}, []), ({ customer }) => billing.cancel(customer))
  change("reset", body({}, []), ({ customer }) => billing.reset(customer))
  const months = { type: "integer", minimum: 1, maximum: 24 }
  change<OfCustomer & { months: number }>("pause", body({ months }, ["months"]), (said) =>
    billing.pause(said.customer, said.months),
  )
  const days = { type: "integer", minimum: 1, maximum: 365 }
  change<OfCustomer & { days: number }>("extend-trial", body({ days }, ["days"]), (said) =>
    billing.extendTrial(said.customer, said.days),
  )
  const name = { type: "string", maxLength: 200 }
  const plan = {
    ...{ id: name, name, interval: name, currency: { type: "string", pattern: "^[A-Za-z]{3}$" } },
    priceMinor: { type: "integer", minimum: 0 },
  }
  change<OfCustomer & SwitchedPlan>(
    "switch-plan",
    body(plan, Object.keys(plan)),
    ({ customer, id, name, priceMinor, currency, interval }) =>
      billing.switchPlan(customer, { id, name, priceMinor, currency, interval }),
  )
  const coupon = {
    couponId: { type: "string", maxLength: 200 },
    percent: { type: "number", nullable: true },
    amount: { type: "number", nullable: true },
    months: { type: "number", nullable: true },
  }
  type Discount = OfCustomer & Parameters<typeof billing.discount>[1]
  change<Discount>(
    "discount",
    body(coupon, ["couponId"]),
    ({ customer, couponId, percent, amount, months }) =>
      billing.discount(customer, {
        couponId,
        percent: percent ?? null,
        amount: amount ?? null,
        months: months ?? null,
      }),
  )
}
