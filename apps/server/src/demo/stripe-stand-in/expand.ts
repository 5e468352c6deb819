import { refuse } from "./stripe-refusal.ts"
import type { World } from "./world.ts"

/** Where an id of a field leads. */
const collections: Readonly<Record<string, (world: World) => ReadonlyMap<string, object>>> = {
  charge: (world) => world.charges,
  coupon: (world) => world.coupons,
  customer: (world) => world.customers,
  discount: (world) => world.discounts,
  discounts: (world) => world.discounts,
  invoice: (world) => world.invoices,
  latest_charge: (world) => world.charges,
  latest_invoice: (world) => world.invoices,
  payment_intent: (world) => world.paymentIntents,
  price: (world) => world.prices,
  product: (world) => world.products,
  refund: (world) => world.refunds,
  schedule: (world) => world.schedules,
  subscription: (world) => world.subscriptions,
}

/** Lists that Stripe leaves out unless they are asked for. */
const included: Readonly<Record<string, (world: World, of: string) => object[]>> = {
  "customer.subscriptions": (world, of) =>
    [...world.subscriptions.values()].filter(
      ({ customer, status }) => customer === of && status !== "canceled",
    ),
  "invoice.payments": (world, of) =>
    [...world.invoicePayments.values()].filter(({ invoice }) => invoice === of),
}

/** What Stripe tells only where it is asked for, and what nothing here has. */
const absent = new Set([
  "coupon.applies_to",
  "coupon.currency_options",
  "customer.discount",
  "price.currency_options",
])

type Sent = Record<string, unknown>

/**
 * An answer as it is sent: a copy, in which ids are replaced by what they lead to where the request asks for it.
 * @param paths such as `data.discounts.source.coupon`
 */
export function expand(world: World, answer: object, paths: readonly string[]): Sent {
  const sent: Sent = JSON.parse(JSON.stringify(answer))
  for (const path of paths) {
    const names = path.split(".")
    if (names.length > 4) {
      throw refuse(`You cannot expand more than 4 levels of a property. Property: ${path}`, {
        param: "expand",
      })
    }
    open(world, sent, names, path)
  }
  return sent
}

function open(world: World, sent: Sent, [name = "", ...rest]: string[], path: string): void {
  include(world, sent, name)
  if (!(name in sent) && absent.has(`${sent.object}.${name}`)) return
  if (!(name in sent)) throw refuse(`This property cannot be expanded (${path}).`, { param: "expand" })
  const value = sent[name]
  const opened = Array.isArray(value)
    ? value.map((each) => (typeof each === "string" ? lookUp(world, name, each, path) : each))
    : typeof value === "string"
      ? lookUp(world, name, value, path)
      : value
  sent[name] = opened
  if (rest.length === 0) return
  for (const each of Array.isArray(opened) ? opened : [opened]) {
    if (typeof each === "object" && each !== null) open(world, each, rest, path)
  }
}

function include(world: World, sent: Sent, name: string): void {
  const list = included[`${sent.object}.${name}`]
  if (!list || sent[name] !== undefined || typeof sent.id !== "string") return
  const data: unknown = JSON.parse(JSON.stringify(list(world, sent.id)))
  sent[name] = { object: "list", data, has_more: false, url: `/v1/${name}` }
}

function lookUp(world: World, name: string, id: string, path: string): unknown {
  const collection = collections[name]
  if (!collection) throw refuse(`This property cannot be expanded (${path}).`, { param: "expand" })
  const found = collection(world).get(id)
  return found ? JSON.parse(JSON.stringify(found)) : id
}
