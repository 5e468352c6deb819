import { ownZone } from "./count-behind.ts"
import { panels, saved, visitPanels } from "./demo-panels.ts"
import { expect, test } from "./visit.ts"
import { panel } from "./visit-figures.ts"

test.use({ hasFigures: true, timezoneId: ownZone })

/** What the panel says of how it is made, unless it is of other sessions than the page. */
const usuallyMade = [
  "counted",
  "nobody vouched for",
  "without a price",
  "still in progress",
  "bounced",
  "sandbox",
]

for (const { name, made = usuallyMade } of panels) {
  test(`“${name}” is walked by the keys, opens large and as a table, and is saved as both files`, async ({
    page,
    acme,
  }) => {
    await visitPanels(page, acme, name)
    const place = panel(page, name)
    const chart = place.locator('[aria-roledescription="chart"]').first()
    const told = chart.locator("[aria-live]")
    await chart.focus()
    await page.keyboard.press("Home")
    await expect(told).toHaveText(/\d/)
    const first = await told.innerText()
    await page.keyboard.press("ArrowRight")
    await expect(told).not.toHaveText(first)
    await page.keyboard.press("ArrowLeft")
    await expect(told).toHaveText(first)
    await page.keyboard.press("Escape")
    await expect(told).toHaveText("")

    await place.getByRole("button", { name: `Open large: ${name}` }).click()
    const large = page.getByRole("dialog", { name })
    await expect(large.locator('[aria-roledescription="chart"]')).toBeVisible()
    await large.getByRole("button", { name: "Close" }).click()
    await expect(large).toHaveCount(0)

    const lines = (await saved(page, place, name, "CSV")).toString("utf8").trimEnd().split("\r\n")
    const picture = await saved(page, place, name, "PNG")
    expect(picture.subarray(1, 4).toString()).toBe("PNG")
    expect(picture.length).toBeGreaterThan(5_000)

    await place.getByRole("button", { name: `Show as a table: ${name}` }).click()
    const rows = place.getByRole("region", { name: `${name}, as a table` }).locator("tbody tr")
    await expect(rows).toHaveCount(lines.length - 1)

    await place.getByRole("button", { name: "How this number is made" }).click()
    const dialog = page.getByRole("dialog", { name: `How this number is made: ${name}` })
    for (const words of made) await expect(dialog).toContainText(words)
  })
}
