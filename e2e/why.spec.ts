import { expect, test } from "@playwright/test"
import { sessionsOf } from "./product.ts"
import { cancelAnyway, openShop, rowsOf, signIn, startCancelling } from "./visit.ts"

test("a manager opens a bounced session, reads why, goes to its winner and to the flow that was seen", async ({
  page,
}) => {
  const [customer, email] = ["lan_mira", "mira.okafor@example.com"]
  await openShop(page, customer)
  await startCancelling(page)
  await page.keyboard.press("Escape")
  await expect.poll(async () => (await sessionsOf(page.request, customer))[0]?.saveType).toBe("ABANDON")
  await page.reload()
  await cancelAnyway(await startCancelling(page), "Too expensive", "It was never about the price.")
  await expect.poll(async () => (await sessionsOf(page.request, customer))[0]?.canceled).toBe(true)
  const [cancelled, abandoned] = await sessionsOf(page.request, customer)

  await signIn(page)
  const rows = rowsOf(page, email)
  await expect(rows.first()).toHaveAccessibleName(`${email}, Cancelled`)
  await rows.nth(1).getByRole("link", { name: "Abandoned" }).click()
  await expect(page).toHaveURL(new RegExp(`/sessions/${abandoned?._id}\\?`))
  await expect(page.getByText("The customer closed the flow on")).toBeVisible()
  await expect(page.getByText("and only the most relevant session of 24 hours counts")).toBeVisible()

  const around = page.getByRole("list", { name: /^Sessions of this customer within 24 hours/ })
  await around.getByRole("link", { name: "Cancelled" }).last().click()
  await expect(page).toHaveURL(new RegExp(`/sessions/${cancelled?._id}\\?`))
  await expect(page.getByText("The subscription was cancelled in the flow on")).toBeVisible()
  await expect(page.getByText(/^It counts\. .* other sessions? of this customer do/)).toBeVisible()
  const timeline = page.getByRole("region", { name: "Timeline" })
  await expect(timeline.getByText("30% off for 3 months (coupon STAY30)")).toBeVisible()
  await expect(timeline.getByText("declined")).toBeVisible()
  await expect(page.getByText("It was never about the price.")).toBeVisible()

  await page.getByRole("link", { name: "Primary Flow" }).click()
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^Primary Flow, version \d+$/)
  await expect(page.getByText("This is what is published now.")).toBeVisible()
  await page.getByRole("link", { name: "Version 1" }).click()
  await expect(page.getByText(/^Version \d+ is published now/)).toBeVisible()
  await expect(page.getByText("Changed since").first()).toBeVisible()

  await page.goto(`/customers/${customer}`)
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(email)
  const tied = page.getByRole("list", { name: "Within 24 hours: one of these counts" })
  await expect(tied.getByRole("listitem").first()).toContainText(
    /Counts; the (other one does|\d+ others do) not$/,
  )
  await expect(tied.getByRole("listitem").nth(1)).toContainText("Bounced: replaced by the session of")
})
