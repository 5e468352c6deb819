import { AxeBuilder } from "@axe-core/playwright"
import { expect, test } from "@playwright/test"
import { product } from "./product.ts"

for (const colorScheme of ["light", "dark"] as const) {
  test(`anybody reads the public API at /docs, in ${colorScheme}, and nothing of it comes from elsewhere`, async ({
    page,
  }) => {
    const elsewhere: string[] = []
    const complaints: string[] = []
    page.on("request", ({ url }) => {
      if (!url().startsWith(product.url) && !url().startsWith("data:")) elsewhere.push(url())
    })
    page.on("console", (message) => {
      if (message.type() === "error") complaints.push(message.text())
    })
    await page.emulateMedia({ colorScheme })
    await page.goto("/docs")
    await expect(page.getByRole("heading", { name: "Holdfast" })).toBeVisible()
    await page.getByRole("button", { name: /get \/v1\/data\/sessions/i }).click()
    await expect(page.getByText("-saveType").first()).toBeVisible()
    const background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor)
    expect(background).toBe(colorScheme === "light" ? "rgb(255, 255, 255)" : "rgb(28, 32, 34)")
    expect([elsewhere, complaints]).toEqual([[], []])
  })
}

test("a reader without a mouse finds nothing seriously in the way at /docs", async ({ page }) => {
  await page.goto("/docs")
  await expect(page.getByRole("heading", { name: "Holdfast" })).toBeVisible()
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.filter(({ impact }) => impact === "serious" || impact === "critical")).toEqual([])
})
