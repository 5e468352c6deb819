import { expect, options, test } from "./visit.ts"

test("a coupon of the page's own for this run is shown, handled and reported", async ({ visit }) => {
  const { flow, standIn } = visit
  const discount = { couponId: "third", couponType: "PERCENT", couponAmount: 33, couponDuration: 2 }
  await visit.open(
    { ...options, dynamicOffers: { discount } },
    "({handleDiscount: (customer, coupon) => { told.push(coupon) }})",
  )
  await flow.getByRole("radio", { name: "Too expensive" }).check()
  await flow.getByRole("button", { name: "Continue" }).click()
  await expect(flow.getByText("33% off")).toBeVisible()
  await flow.getByRole("button", { name: "Take half off" }).click()
  await expect(flow.getByRole("heading", { name: "Your discount is applied" })).toBeVisible()
  expect(await visit.told()).toMatchObject([{ couponId: "third", percentOff: 33, durationInMonths: 2 }])
  await expect
    .poll(() => standIn.reports.at(-1)?.session.acceptedOffer)
    .toMatchObject({ offerType: "DISCOUNT", couponId: "third", couponAmount: 33, couponDuration: 2 })
  expect(standIn.reports.at(-1)?.session.presentedOffers).toMatchObject([
    { offerType: "DISCOUNT", discountConfig: { couponId: "third" } },
  ])
})
