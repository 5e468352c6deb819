import type { Locator, Page } from "@playwright/test"
import { expectInNobodysWay } from "../nobodys-way.ts"
import { breakDown, expect, expectMatches, hold, test, visit } from "./visit.ts"
import { figures, loaded, panel } from "./visit-figures.ts"

test.use({ hasFigures: true })

/** The count that a link says, and where it leads. */
const linksOf = (place: Locator, counted: RegExp) =>
  place.getByRole("link").evaluateAll((links, source) => {
    const pattern = new RegExp(source)
    return links.flatMap((link) => {
      const words = link.getAttribute("aria-label") ?? link.textContent ?? ""
      const count = pattern.exec(words)?.[1]
      return count === undefined
        ? []
        : [{ words, count: Number(count), href: link.getAttribute("href") ?? "" }]
    })
  }, counted.source)

/** The same of bars, whose first figure is a count. */
const barsOf = (place: Locator) =>
  place.getByRole("link").evaluateAll((links) =>
    links.map((link) => ({
      words: link.textContent ?? "",
      count: Number(link.querySelector("bdi.hf-figures")?.textContent?.replaceAll(",", "")),
      href: link.getAttribute("href") ?? "",
    })),
  )

/** How many sessions the address says that there are. */
async function countAt(page: Page, href: string): Promise<number> {
  await page.goto(href)
  const status = page.getByRole("status").filter({ hasText: /^[\d,]+ sessions?$/ })
  await expect(status).toBeVisible()
  return Number((await status.innerText()).replace(/\D/g, ""))
}

test("each figure, bar and point leads to a list whose count is the figure", async ({ page }) => {
  await visit(page, "full")
  await loaded(page)
  const links = [
    ...(await linksOf(page.getByRole("list", { name: "Headline" }), /^(?:Sessions|Saved|Cancelled): (\d+)$/)),
    ...(await barsOf(panel(page, "Outcomes"))),
    ...(await linksOf(figures(page).getByRole("group", { name: "Outcomes over time" }), / (\d+)$/)),
    ...(await linksOf(panel(page, "Bounces"), /^Show the (\d+) sessions? that bounced$/)),
  ]
  expect(links.length).toBeGreaterThan(12)
  for (const { words, count, href } of links) expect(await countAt(page, href), words).toBe(count)
})

test("how a number is made tells what is in it and what is not, and leads there", async ({ page }) => {
  await visit(page, "full")
  await loaded(page)
  await panel(page, "Save rates").getByRole("button", { name: "How this number is made" }).click()
  const dialog = page.getByRole("dialog")
  await expect(dialog).toContainText("Over live sessions, 26 Aug – 23 Nov.")
  const links = await linksOf(dialog, /^(\d+) sessions?$/)
  expect(links.length).toBeGreaterThan(2)
  await dialog.getByRole("link").first().click()
  await expect(dialog).toHaveCount(0)
  await expect(page.getByRole("heading", { name: "Activity Stream" })).toBeFocused()
  for (const { words, count, href } of links) expect(await countAt(page, href), words).toBe(count)
})

test("a figure is followed on the page, and the way back brings the figures back", async ({ page }) => {
  await visit(page, "full")
  await loaded(page)
  const canceled = page.getByRole("link", { name: /^Cancelled: \d+$/ })
  const words = await canceled.innerText()
  await canceled.click()
  await expect(page).toHaveURL("/?workspace=acmecloud&outcome=cancelled&bounced=no")
  await expectMatches(page, `${words} sessions`)
  await expect(page.getByRole("link", { name: `Sessions: ${words}` })).toBeVisible()
  await page.goBack()
  await expect(page).toHaveURL("/?workspace=acmecloud")
  await expectMatches(page, "14 sessions")
})

test("the comparison is in the address, and is what the server is asked", async ({ page }) => {
  await visit(page, "full")
  await loaded(page)
  await page.getByRole("button", { name: "Compared with the 90 days before" }).click()
  const asked = page.waitForRequest(/\/insights\?.*compare=year/)
  await page.getByRole("menuitemradio", { name: "Compared with a year before" }).click()
  await asked
  await expect(page).toHaveURL("/?workspace=acmecloud&compare=year")
  await page.reload()
  await page.getByRole("button", { name: "Compared with a year before" }).click()
  await page.getByRole("menuitemradio", { name: "Not compared" }).click()
  await expect(page).toHaveURL("/?workspace=acmecloud&compare=none")
})

test("customers nobody vouched for are said, and one click leaves them out", async ({ page }) => {
  await visit(page, "full")
  await loaded(page)
  await page.getByRole("button", { name: "Leave out customers nobody vouched for" }).click()
  await expect(page).toHaveURL("/?workspace=acmecloud&not-customer=unverified")
  await expectMatches(page, "13 sessions")
})

test("days without a session say so calmly, and nothing false", async ({ page }) => {
  await visit(page, "full", "/?from=2010-01-01&to=2010-01-05")
  await loaded(page)
  await expect(figures(page)).toContainText(
    "No session has ended in these days, so there is nothing to say yet.",
  )
  await expect(figures(page)).not.toContainText(/NaN|Infinity|\b0\.0%|undefined/)
})

test("without an answer for the figures the stream works, and another try brings them", async ({ page }) => {
  await breakDown(page, /\/insights\?/)
  await visit(page, "full")
  await expect(figures(page).getByRole("alert")).toContainText("could not load the figures")
  await expectMatches(page, "14 sessions")
  await expect(page.getByRole("article")).toHaveCount(10)
  await page.unrouteAll()
  await figures(page).getByRole("button", { name: "Try again" }).click()
  await loaded(page)
})

test("the figures wait for the stream, and take the room that was kept for them", async ({ page }) => {
  await hold(page, /\/insights\?/)
  await visit(page, "full")
  await expect(page.getByRole("article")).toHaveCount(10)
  const stream = page.getByRole("heading", { name: "Activity Stream" })
  const before = (await stream.boundingBox())?.y ?? 0
  await page.unrouteAll({ behavior: "ignoreErrors" })
  await page.reload()
  await loaded(page)
  expect(Math.abs(((await stream.boundingBox())?.y ?? 0) - before)).toBeLessThan(60)
})

test("from the toolbar one key leads past all figures to the rows", async ({ page }) => {
  await visit(page, "full")
  await loaded(page)
  await page.getByRole("button", { name: "Export Data" }).focus()
  await page.keyboard.press("Tab")
  await expect(page.getByRole("link", { name: "Skip the figures" })).toBeFocused()
  await page.keyboard.press("Enter")
  await expect(page.getByRole("heading", { name: "Activity Stream" })).toBeInViewport()
  const row = page.getByRole("article").first()
  const isAtRow = () => row.evaluate((element) => element === document.activeElement)
  // what stands in between says whether the list is live, and how many sessions are unverified
  for (let presses = 0; presses < 4 && !(await isAtRow()); presses++) await page.keyboard.press("Tab")
  await expect(row).toBeFocused()
})

test("the figures can be folded away, which this browser keeps", async ({ page }) => {
  await visit(page, "full")
  await loaded(page)
  await page.getByRole("button", { name: "Hide figures" }).click()
  await expect(panel(page, "Bounces")).toHaveCount(0)
  await page.reload()
  await expect(page.getByRole("article")).toHaveCount(10)
  await page.getByRole("button", { name: "Show figures" }).click()
  await loaded(page)
})

test("on paper a dark page is as legible as a light one, and has nothing to press but what says what is shown", async ({
  page,
}) => {
  await page.emulateMedia({ colorScheme: "dark" })
  await visit(page, "full")
  await loaded(page)
  const presses = ["Export Data", "Hide figures", "Set a goal: Sessions"].map((name) =>
    page.getByRole("button", { name, exact: true }),
  )
  for (const press of presses) await expect(press).toBeVisible()
  await page.emulateMedia({ colorScheme: "dark", media: "print" })
  for (const press of presses) await expect(press).toBeHidden()
  for (const name of [/^Date range/, "Compared with the 90 days before"])
    await expect(page.getByRole("button", { name })).toHaveCSS("color", "rgb(0, 0, 0)")
  const link = panel(page, "Bounces").getByRole("link", { name: /that bounced$/ })
  await expect(link).toHaveCSS("color", "rgb(15, 107, 102)")
})

test("arrow keys walk the points, and Enter opens the sessions of one", async ({ page }) => {
  await visit(page, "many")
  await loaded(page)
  const chart = figures(page).getByRole("group", { name: "Save rate over time" })
  await chart.focus()
  await page.keyboard.press("End")
  await page.keyboard.press("Enter")
  // the days are those of the workspace, which is in UTC; the reader is in Berlin
  await expect(page).toHaveURL(
    /from=2026-11-23T00:00:00.000Z&to=2026-11-23T23:00:00.000Z&not-outcome=in-progress&bounced=no/,
  )
  await expect(page.getByRole("heading", { name: "Activity Stream" })).toBeFocused()
})

for (const width of [390, 1440]) {
  test(`at ${width} px axe finds nothing in the figures, and nothing hangs out`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 })
    await visit(page, "full")
    await loaded(page)
    await expectInNobodysWay(page)
  })
}
