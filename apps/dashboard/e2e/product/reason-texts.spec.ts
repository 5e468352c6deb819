import { ownZone } from "./count-behind.ts"
import { expect, test } from "./visit.ts"
import { visitDemo } from "./visit-demo.ts"
import { panel } from "./visit-figures.ts"

test.use({ hasFigures: true, timezoneId: ownZone })

test("behind each reason is what its customers wrote, newest first, page by page", async ({ page, acme }) => {
  await visitDemo(page, acme)
  const reasons = panel(page, "Reasons")
  await reasons.getByText("Trends, wording, and what customers wrote").click()
  const openers = reasons.getByRole("button", { name: /^\d+ texts?: / })
  const counts = (await openers.allInnerTexts()).map((text) => Number.parseInt(text, 10))
  const most = counts.indexOf(Math.max(...counts))
  expect(counts[most]).toBeGreaterThan(10)
  const opener = openers.nth(most)
  const name = (await opener.getAttribute("aria-label"))?.replace(/^\d+ texts?: /, "")
  await opener.click()
  const dialog = page.getByRole("dialog", { name: `What customers wrote: ${name}` })
  const texts = dialog.getByRole("list", { name: "Texts, newest first" }).getByRole("listitem")
  await expect(texts).toHaveCount(10)
  for (let shown = 10; shown < (counts[most] ?? 0); shown += 10) {
    await dialog.getByRole("button", { name: "Load More" }).click()
    await expect(texts).toHaveCount(Math.min(counts[most] ?? 0, shown + 10))
  }
  await expect(dialog.getByRole("button", { name: "Load More" })).toHaveCount(0)
  const times = await texts
    .locator("time")
    .evaluateAll((all) => all.map((time) => time.getAttribute("datetime")))
  expect(times).toEqual(times.toSorted().toReversed())
  await texts
    .first()
    .getByRole("link", { name: /Cancelled|Abandoned|Discount|Pause/ })
    .first()
    .click()
  await expect(page).toHaveURL(/\/sessions\//)
  await expect(page.getByRole("heading", { name: /^Session of / })).toBeVisible()
})

test("a reason that nobody wrote about says so", async ({ page, acme }) => {
  // without a follow-up and without feedback there are no words
  await visitDemo(page, acme, "&feedback=~none&follow-up=none")
  const reasons = panel(page, "Reasons")
  await reasons.getByText("Trends, wording, and what customers wrote").click()
  const notes = reasons.locator("details li").filter({ hasText: "Nobody wrote anything" })
  await expect(notes).not.toHaveCount(0)
  await expect(reasons.getByRole("button", { name: /^\d+ texts?: / })).toHaveCount(0)
})
