import { join } from "node:path"
import { expect, test } from "@playwright/test"
import { product, readKeys } from "./product.ts"
import { signIn } from "./visit.ts"

for (const colorScheme of ["light", "dark"] as const) {
  test(`in the ${colorScheme} theme the figures of the demo are those that a program reads`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize({ width: 1440, height: 1100 })
    await signIn(page)
    const asked = page.waitForRequest(/\/insights\?/)
    await page.getByRole("button", { name: "Show figures" }).click()
    const headline = page.getByRole("list", { name: "Headline" })
    await expect(page.getByRole("region", { name: "Languages, regions and click to cancel" })).toBeVisible()

    const span = new URL((await asked).url()).searchParams
    const lastMs = Date.parse(span.get("to") ?? "") - 1
    const query = new URLSearchParams({
      startDate: span.get("from") ?? "",
      endDate: new Date(lastMs).toISOString(),
    })
    const { appId, dataKeyLive } = readKeys()
    const answer = await page.request.get(`${product.url}/v1/data/insights/headline?${query}`, {
      headers: { "x-ck-app": appId, "x-ck-api-key": dataKeyLive },
    })
    const { sessions, saved, canceled, saveRate } = await answer.json()
    expect(sessions).toBeGreaterThan(500)
    const said = {
      Sessions: sessions.toLocaleString("en-US"),
      "Save rate": `${(saveRate * 100).toFixed(1)}%`,
      Saved: saved.toLocaleString("en-US"),
      Cancelled: canceled.toLocaleString("en-US"),
    }
    for (const [name, figure] of Object.entries(said))
      await expect(headline.getByRole("link", { name: `${name}: ` })).toHaveText(figure)
    const ground = colorScheme === "light" ? "rgb(255, 255, 255)" : "rgb(16, 21, 21)"
    await expect(page.locator("body")).toHaveCSS("background-color", ground)

    // the second picture of the README ends with the first panels
    if (process.env.UPDATE_SCREENSHOT) {
      const ends = await Promise.all(
        ["Save rate over time", "Outcomes"].map(async (name) => {
          const box = await page.getByRole("region", { name, exact: true }).boundingBox()
          return (box?.y ?? 0) + (box?.height ?? 0)
        }),
      )
      await page.mouse.move(0, 0)
      await page.screenshot({
        path: join(import.meta.dirname, `../docs/images/analytics-${colorScheme}.png`),
        clip: { x: 0, y: 0, width: 1440, height: Math.ceil(Math.max(...ends)) + 16 },
      })
    }
  })
}
