import { expect, test } from "./signed-in.ts"

/** What the connected billing does not know is told before a customer meets it. */

test("a coupon that Stripe does not know keeps a flow from being published, and one that it knows does not", async ({
  page,
}) => {
  await page.goto("/flows")
  await page.getByRole("main").getByRole("link", { name: "Primary Flow" }).click()
  const main = page.getByRole("main")
  await main.getByRole("button", { name: /^What Too expensive leads to/ }).click()
  const coupon = main.getByRole("combobox", { name: "Coupon id" })
  const known = await coupon.inputValue()
  await coupon.fill("NO_SUCH_COUPON")
  const dialog = page.getByRole("dialog")
  const publish = async () => {
    await page.getByRole("button", { name: "Publish…" }).click()
    await dialog.getByRole("button", { name: /^Publish/ }).click()
  }
  await publish()
  const fault = dialog.getByText(/NO_SUCH_COUPON: Stripe knows no coupon of that id in live mode/)
  await expect(fault).toBeVisible()
  await dialog
    .getByRole("button", { name: /Coupon|coupon/ })
    .first()
    .click()
  await expect(coupon).toBeFocused()

  await coupon.fill(known)
  const text = main.getByRole("textbox", { name: "Text", exact: true }).first()
  await text.fill(`${await text.inputValue()} Thank you.`)
  await publish()
  await expect(page.getByText(/^Live: version \d+ of /)).toBeVisible()
  await expect(dialog).toHaveCount(0)
})
