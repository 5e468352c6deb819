import { expect, test } from "./visit.ts"
import { visitDemo } from "./visit-demo.ts"
import { loaded, panel } from "./visit-figures.ts"

test.use({ hasFigures: true, timezoneId: "Europe/Berlin" })

test("from the last version one click leads to the days since, compared with as many before", async ({
  page,
  acme,
}) => {
  await visitDemo(page, acme, "&compare=none&billing=monthly,annual")
  const place = panel(page, "Save rate over time")
  await expect(place.getByText("Version 4 of Primary Flow was published on 14 October 2026.")).toBeVisible()
  await expect(panel(page, "Why it changed")).toHaveCount(0)
  await place.getByRole("link", { name: "Since the last version" }).click()
  await loaded(page)
  await expect(page.getByRole("button", { name: "Compared with the 41 days before" })).toBeVisible()
  await expect(panel(page, "Why it changed")).toContainText(/The save rate (rose|fell) by/)
  const { searchParams } = new URL(page.url())
  expect([searchParams.get("from"), searchParams.get("billing"), searchParams.get("compare")]).toEqual([
    expect.stringMatching(/^2026-10-14T/),
    "monthly,annual",
    null,
  ])
  // the way back leads to all days, and the link stands there still
  await page.goBack()
  await expect(place.getByRole("link", { name: "Since the last version" })).toBeVisible()
  await expect(page).toHaveURL(/compare=none/)
})
