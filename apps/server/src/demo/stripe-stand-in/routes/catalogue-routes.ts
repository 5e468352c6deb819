import { listPage, pageParams } from "../list-page.ts"
import { type CouponFacts, makeCoupon, makePrice, makeProduct } from "../make-catalogue.ts"
import type { Params } from "../read-params.ts"
import type { Route } from "../route.ts"
import { missing, refuse } from "../stripe-refusal.ts"
import { newId } from "../world.ts"

const intervals = ["day", "week", "month", "year"] as const

/** Products, prices, coupons. */
export const catalogueRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/v1/products",
    permission: "product_read",
    run: ({ world, params }) => {
      params.accept([...pageParams, "active", "ids"])
      const active = params.flag("active")
      const ids = params.texts("ids")
      const products = [...world.products.values()].filter(
        (each) => (active === undefined || each.active === active) && (!ids || ids.includes(each.id)),
      )
      return listPage("/v1/products", "product", products, params)
    },
  },
  {
    method: "GET",
    path: "/v1/products/:id",
    permission: "product_read",
    run: ({ world, params, id }) => {
      params.accept([])
      const product = world.products.get(id)
      if (!product) throw missing("product", id)
      return product
    },
  },
  {
    method: "POST",
    path: "/v1/products",
    permission: "product_write",
    run: ({ world, params }) => {
      params.accept(["id", "name", "metadata"])
      const id = params.text("id") ?? newId("prod")
      return makeProduct(world, id, params.requiredText("name"), params.metadata({}))
    },
  },
  {
    method: "GET",
    path: "/v1/prices",
    permission: "plan_read",
    run: ({ world, params }) => {
      params.accept([...pageParams, "active", "currency", "product", "type"])
      const active = params.flag("active")
      const type = params.text("type")
      const product = params.text("product")
      const currency = params.text("currency")
      const prices = [...world.prices.values()].filter(
        (each) =>
          (active === undefined || each.active === active) &&
          (type === undefined || each.type === type) &&
          (product === undefined || each.product === product) &&
          (currency === undefined || each.currency === currency),
      )
      return listPage("/v1/prices", "price", prices, params)
    },
  },
  {
    method: "GET",
    path: "/v1/prices/:id",
    permission: "plan_read",
    run: ({ world, params, id }) => {
      params.accept([])
      const price = world.prices.get(id)
      if (!price) throw missing("price", id)
      return price
    },
  },
  {
    method: "POST",
    path: "/v1/prices",
    permission: "plan_write",
    run: ({ world, params }) => {
      params.accept(["currency", "nickname", "product", "recurring", "unit_amount"])
      const productId = params.requiredText("product")
      if (!world.products.has(productId)) throw missing("product", productId, "product")
      const recurring = params.within("recurring")
      recurring?.accept(["interval", "interval_count"])
      const interval = recurring?.oneOf("interval", intervals)
      if (!interval) throw refuse("Missing required param: recurring.", { code: "parameter_missing" })
      params.requiredText("unit_amount")
      return makePrice(world, {
        id: newId("price"),
        productId,
        currency: params.requiredText("currency"),
        unitAmount: params.integer("unit_amount") ?? 0,
        interval,
        intervalCount: recurring?.integer("interval_count") ?? 1,
        nickname: params.text("nickname") ?? null,
      })
    },
  },
  {
    method: "GET",
    path: "/v1/coupons",
    permission: "coupon_read",
    run: ({ world, params }) => {
      params.accept(pageParams)
      return listPage("/v1/coupons", "coupon", [...world.coupons.values()], params)
    },
  },
  {
    method: "GET",
    path: "/v1/coupons/:id",
    permission: "coupon_read",
    run: ({ world, params, id }) => {
      params.accept([])
      const coupon = world.coupons.get(id)
      if (!coupon) throw missing("coupon", id)
      return coupon
    },
  },
  {
    method: "POST",
    path: "/v1/coupons",
    permission: "coupon_write",
    run: ({ world, params }) => {
      const facts = readCoupon(params)
      if (world.coupons.has(facts.id)) {
        throw refuse("Coupon already exists.", { code: "resource_already_exists", param: "id" })
      }
      return makeCoupon(world, facts)
    },
  },
]

function readCoupon(params: Params): CouponFacts {
  params.accept(["amount_off", "currency", "duration", "duration_in_months", "id", "name", "percent_off"])
  const id = params.text("id") ?? newId("coupon")
  const name = params.text("name") ?? null
  const percentOff = params.decimal("percent_off")
  const amountOff = params.integer("amount_off")
  if ((percentOff === undefined) === (amountOff === undefined)) {
    throw refuse("You must pass either percent_off or amount_off when creating a coupon.")
  }
  const worth =
    percentOff === undefined
      ? { amountOff: amountOff ?? 0, currency: params.requiredText("currency") }
      : { percentOff }
  const duration = params.oneOf("duration", ["once", "repeating", "forever"]) ?? "once"
  if (duration !== "repeating") return { id, name, ...worth, duration }
  const months = params.integer("duration_in_months")
  if (months === undefined) {
    throw refuse("You must pass duration_in_months when passing duration=repeating.")
  }
  return { id, name, ...worth, duration, months }
}
