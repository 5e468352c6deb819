import { createRequire } from "node:module"
import { dirname, join } from "node:path"
import fastifyStatic from "@fastify/static"
import type { FastifyInstance } from "fastify"
import Stripe from "stripe"
import { makeBilling } from "./billing.ts"
import { makeCustomers, type ShopCustomer } from "./customers.ts"
import { makeAuthHash, makeFlowToken } from "./prove.ts"

export { makeCustomers, type ShopCustomer }

export interface ShopOptions {
  /** The workspace whose flow the shop shows, and the key it proves its customers with. */
  appId: string
  flowKey: string
  /** Where Holdfast is reached from a browser. */
  holdfastUrl: string
  /** The shop's account at Stripe, in which its customers have subscriptions. */
  stripe: Stripe
  /** Puts the subscriptions of a customer back to what they were at the beginning. */
  reset: (customerId: string) => void
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
 * as any site would, and its billing is Stripe, as many a site's is.
 */
export async function registerShop(app: FastifyInstance, options: ShopOptions): Promise<void> {
  const { appId, flowKey, holdfastUrl, stripe, reset } = options
  const billing = makeBilling(stripe)
  const customers = () => makeCustomers(new Date())

  await app.register(fastifyStatic, {
    root: publicFolder,
    prefix: "/shop/",
    decorateReply: false,
    cacheControl: false,
    setHeaders: (reply) => void reply.header("cache-control", "no-cache"),
  })
  app.get("/shop", open, (_request, reply) => reply.redirect("/shop/"))

  app.get<{ Querystring: { customer?: string } }>("/shop/api/account", open, async (request, reply) => {
    const everybody = [...customers().values()]
    const account = customers().get(request.query.customer ?? everybody[0]?.customer.id ?? "")
    if (!account) return reply.code(404).send({ message: "No such customer in this shop" })
    const { customer, subscription, since, card } = account
    const subscriptionId = subscription.id ?? ""
    const facts = { appId, customerId: customer.id, subscriptionId, mode: "live" } as const
    return reply.header("cache-control", "no-store").send({
      customer,
      subscriptions: [subscription],
      account: { since, card, bill: await billing.billOf(account) },
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

  /** @param work takes the subscription's id and what the page says */
  const change = <Body extends OfCustomer>(
    path: string,
    schema: object,
    work: (subscriptionId: string, said: Body) => Promise<void> | void,
  ) =>
    app.post(`/shop/api/${path}`, { ...open, schema: { body: schema } }, async (request, reply) => {
      const said = request.body as Body
      const account = customers().get(said.customer)
      if (!account) return reply.code(404).send({ message: "No such customer in this shop" })
      try {
        await work(account.subscription.id ?? "", said)
      } catch (error) {
        if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error
        return reply.code(400).send({ message: error.message })
      }
      return reply.send({ bill: await billing.billOf(account) })
    })

  change("cancel", body({}, []), (id) => billing.cancel(id))
  change("reset", body({}, []), (_id, { customer }) => reset(customer))
  const count = { type: "integer", minimum: 1, maximum: 60 }
  const interval = { type: "string", enum: ["week", "month"] }
  change<OfCustomer & { count: number; interval: "week" | "month" }>(
    "pause",
    body({ count, interval }, ["count", "interval"]),
    (id, said) => billing.pause(id, said.count, said.interval),
  )
  const days = { type: "integer", minimum: 1, maximum: 365 }
  change<OfCustomer & { days: number }>("extend-trial", body({ days }, ["days"]), (id, said) =>
    billing.extendTrial(id, said.days),
  )
  const name = { type: "string", maxLength: 200 }
  change<OfCustomer & { plan: string }>("switch-plan", body({ plan: name }, ["plan"]), (id, said) =>
    billing.switchPlan(id, said.plan),
  )
  change<OfCustomer & { coupon: string }>("discount", body({ coupon: name }, ["coupon"]), (id, said) =>
    billing.discount(id, said.coupon),
  )
}
