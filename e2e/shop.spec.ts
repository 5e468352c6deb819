import { expect, test } from "@playwright/test"
import { product } from "./product.ts"

test("a customer who presses the cancel button before the account has come meets the flow when it has", async ({
  page,
}) => {
  let answer = () => {}
  const isPressed = new Promise<void>((resolve) => {
    answer = resolve
  })
  await page.route("**/shop/api/account*", async (route) => {
    await isPressed
    await route.continue()
  })
  await page.goto(`${product.url}/shop/?customer=lan_jonas`)
  await page.getByRole("button", { name: "Cancel subscription" }).click()
  answer()
  await expect(page.frameLocator("holdfast-flow iframe").getByRole("radio").first()).toBeVisible()
})

test("an account that does not come is said, and the cancel button harms nothing", async ({ page }) => {
  const faults: Error[] = []
  page.on("pageerror", (fault) => faults.push(fault))
  await page.goto(`${product.url}/shop/?customer=lan_nobody`)
  await expect(page.getByText("Try another customer.")).toBeVisible()
  await page.getByRole("button", { name: "Cancel subscription" }).click()
  expect(faults).toEqual([])
  await expect(page.getByText("Try another customer.")).toBeVisible()
})
