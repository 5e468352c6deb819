import type { Locator, Page } from "@playwright/test"
import { ownZone } from "./count-behind.ts"
import { expect, test } from "./visit.ts"
import { demoTest, reopenTest, visitDemo } from "./visit-demo.ts"
import { panel } from "./visit-figures.ts"

test.use({ hasFigures: true, timezoneId: ownZone })

/** Opens the page anew and holds the figures back; answers what lets them come. */
async function reloadWithoutFigures(page: Page): Promise<() => Promise<void>> {
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route(/\/insights\?/, async (route) => {
    await released
    await route.continue()
  })
  await page.reload()
  await expect(page.getByRole("article")).toHaveCount(10)
  await page.getByText("Loading an A/B test").waitFor({ state: "attached" })
  return async () => {
    release()
    await panel(page, "Languages, regions and click to cancel").waitFor()
    await page.unrouteAll()
  }
}

const roomOf = (place: Locator) => place.locator("xpath=..").boundingBox()

test("a running A/B test has its room while the figures are awaited for the first time", async ({
  page,
  acme,
}) => {
  await visitDemo(page, acme)
  await reopenTest(page, acme)
  const come = await reloadWithoutFigures(page)
  const before = await roomOf(page.getByText("Loading an A/B test").locator("xpath=.."))
  await come()
  const after = await roomOf(panel(page, demoTest))
  expect(Math.abs((after?.height ?? 0) - (before?.height ?? 0))).toBeLessThan(30)
})

for (const width of [390, 1280, 1440]) {
  test(`at ${width} px the stream stands where it stood, while the figures are awaited and when they come`, async ({
    page,
    acme,
  }) => {
    await page.setViewportSize({ width, height: 900 })
    await visitDemo(page, acme)
    await reopenTest(page, acme)
    const top = async () =>
      (await page.getByRole("heading", { name: "Activity Stream" }).boundingBox())?.y ?? 0
    const stood = await top()
    const come = await reloadWithoutFigures(page)
    const awaited = await top()
    await come()
    expect([awaited, await top()]).toEqual([stood, stood])
  })
}
