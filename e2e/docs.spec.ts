import { expect, test } from "@playwright/test"
import { complaintsOf } from "./axe.ts"
import { product } from "./product.ts"

for (const colorScheme of ["light", "dark"] as const) {
  test(`anybody reads the public API at /docs, in ${colorScheme}, and nothing of it comes from elsewhere`, async ({
    page,
  }) => {
    const elsewhere: string[] = []
    const complaints: string[] = []
    page.on("request", (request) => {
      const url = request.url()
      if (!url.startsWith(product.url) && !url.startsWith("data:")) elsewhere.push(url)
    })
    page.on("console", (message) => {
      if (message.type() === "error") complaints.push(message.text())
    })
    await page.emulateMedia({ colorScheme })
    await page.goto("/docs")
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible()
    await page.getByRole("button", { name: "GET /v1/data/sessions List sessions" }).click()
    await expect(page.getByText("-saveType").first()).toBeVisible()
    const background = colorScheme === "light" ? "rgb(255, 255, 255)" : "rgb(28, 32, 34)"
    await expect(page.locator("body")).toHaveCSS("background-color", background)
    expect([elsewhere, complaints]).toEqual([[], []])
  })
}

for (const colorScheme of ["light", "dark"] as const) {
  test(`nothing at /docs is seriously in anybody's way, in ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme })
    await page.goto("/docs")
    await page.getByRole("button", { name: "GET /v1/data/flow-metrics" }).first().click()
    await page.getByRole("button", { name: "POST /v1/flow/action" }).first().click()
    await expect(page.getByText("Request body")).toBeVisible()
    await expect(page.getByText("the figures", { exact: true })).toBeVisible()
    const complaints = await complaintsOf(page)
    expect(complaints.filter(({ impact }) => impact === "serious" || impact === "critical")).toEqual([])
  })
}
