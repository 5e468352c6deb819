import { fixtureNow } from "../rows.ts"
import { expect, goTo, rowOf, signInAs, test } from "./visit.ts"
import * as filters from "./visit-filters.ts"
import { flowIn } from "./visit-recording.ts"
import { recordRun } from "./watchable.ts"

const hoursAgo = (hours: number) => new Date(fixtureNow.getTime() - hours * 3_600_000)

test("from session to session of the list, without the list in between", async ({ page, acme }) => {
  await recordRun(acme, { email: "first@example.com", startedAt: hoursAgo(3) })
  const unrecorded = { pieces: [], said: { unrecorded: "call" } }
  await recordRun(acme, { email: "second@example.com", startedAt: hoursAgo(2), ...unrecorded })
  await recordRun(acme, { email: "other@example.org", startedAt: hoursAgo(1.5) })
  await recordRun(acme, { email: "third@example.com", startedAt: hoursAgo(1) })
  await signInAs("ada", page.context())
  await goTo(page, "/?q=example.com&within=1")
  await rowOf(page, "third@example.com").getByRole("link", { name: "Watch the recording" }).click()
  const title = (name: string) =>
    page.getByRole("heading", { level: 1, name: `Recording of ${name}@example.com` })
  const list = page.getByRole("navigation", { name: "Sessions of the list" })
  await expect(title("third")).toBeVisible()
  await expect(list).toContainText("1 of 3")
  await expect(list.getByRole("button", { name: "Session before" })).toBeDisabled()
  await list.getByRole("link", { name: "Next session" }).click()
  await expect(title("second")).toBeVisible()
  await expect(page.getByText("The page turned recording off for this session.")).toBeVisible()
  await page.keyboard.press("n")
  await expect(title("first")).toBeVisible()
  await expect(flowIn(page).getByRole("heading").first()).toBeVisible()
  await page.keyboard.press("p")
  await expect(title("second")).toBeVisible()
  await page.reload()
  await expect(list).toContainText("2 of 3")
  await page.getByRole("link", { name: "Activity Stream" }).click()
  await expect(page.getByRole("article")).toHaveCount(3)
})

test("who looked at an offer for more than ten seconds and cancelled all the same is found, and watched one after the other", async ({
  page,
  acme,
}) => {
  const looks = [4, 12, 25, 8, 40]
  for (const [i, seconds] of looks.entries()) {
    const startedAt = hoursAgo(i + 1)
    const begin = startedAt.toISOString()
    const stepsViewed = [{ stepType: "OFFER" as const, start: begin, duration: seconds * 1000 }]
    await recordRun(acme, { email: `look-${seconds}@example.com`, startedAt, facts: { stepsViewed } })
  }
  await signInAs("ada", page.context())
  await goTo(page, "/?outcome=cancelled")
  await expect(page.getByRole("article")).toHaveCount(looks.length)
  await filters.open(page)
  for (const look of ["10 to 30 s", "30 s or more"])
    await filters
      .group(page, "Longest Look at an Offer")
      .getByRole("checkbox", { name: look, exact: true })
      .click()
  await page.keyboard.press("Escape")
  await expect(page.getByRole("article")).toHaveCount(3)
  await page.getByRole("link", { name: "Watch the recording", exact: true }).first().click()
  for (const seconds of [12, 25, 40]) {
    const title = `Recording of look-${seconds}@example.com`
    await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible()
    await expect(flowIn(page).getByRole("heading").first()).toBeVisible()
    await page.keyboard.press("n")
  }
})
