import { readFileSync } from "node:fs"
import { readCsv } from "@holdfast/protocol/dashboard"
import type { Locator, Page } from "@playwright/test"
import { money, percent } from "../../src/analytics/insights/figure-words.ts"
import type { AcmeApp } from "./acme-app.ts"
import { countsBehind, ownZone, valueBehind } from "./count-behind.ts"
import { type DrawnStop, isSaid, readCells, readLines, readStops } from "./panel-stops.ts"
import { expect, expectMatches, test } from "./visit.ts"
import { demoTest, reopenTest, visitDemo } from "./visit-demo.ts"

test.use({ hasFigures: true, timezoneId: ownZone })

const panel = (page: Page, name: string) => page.getByRole("region", { name, exact: true })

/** Every panel, with what its switch is called and the ways that the demo has to look at it. */
const panels: { name: string; ways?: { of: string; labels: string[] }; made?: string[] }[] = [
  { name: "Save rate over time" },
  { name: "Outcomes" },
  { name: "Save rates" },
  { name: "Bounces" },
  { name: "Offers", ways: { of: "Offers by", labels: ["Kinds", "Offers", "Versions"] } },
  { name: "Reasons", ways: { of: "Reasons", labels: ["All", "By plan", "By age"] } },
  { name: "Why it changed" },
  { name: "Held" },
  { name: "Response flow" },
  { name: "Cohorts", ways: { of: "Cohorts by", labels: ["Age and plan", "Month of start"] } },
  {
    name: "Languages, regions and click to cancel",
    ways: { of: "Figures by", labels: ["Languages", "Regions", "Click to cancel"] },
  },
  { name: demoTest, made: ["one outcome a customer", "still in progress", "bounced", "whatever the dates"] },
]

/** What the panel says of how it is made, unless it is of other sessions than the page. */
const usuallyMade = [
  "counted",
  "nobody vouched for",
  "without a price",
  "still in progress",
  "bounced",
  "sandbox",
]

async function visitPanels(page: Page, acme: AcmeApp, name: string): Promise<void> {
  await visitDemo(page, acme)
  if (name === demoTest) await reopenTest(page, acme)
}

async function look(page: Page, place: Locator, of: string, label: string): Promise<void> {
  const button = place.getByRole("button", { name: new RegExp(`^${of}: `) })
  if ((await button.getAttribute("aria-label")) === `${of}: ${label}`) return
  await button.click()
  await page.getByRole("menuitemradio", { name: label, exact: true }).click()
  await expect(button).toHaveAccessibleName(`${of}: ${label}`)
  await expect(page.getByRole("menu")).toHaveCount(0)
  // a chart that comes under the pointer tells of what lies there
  await page.mouse.move(0, 0)
}

const whole = (text: string | undefined): number | null => {
  const digits = /^[\d,]+/.exec(text ?? "")?.[0]
  return digits === undefined ? null : Number(digits.replaceAll(",", ""))
}

/** What is told of a figure that says how many sessions lie behind it, in this order. */
const counted = ["Accepted", "Chose it", "Did not cancel", "Sessions", "In all", ""]

/** How many sessions a stop says that it leads to. A slice of a pile says so in its title. */
function figureOf({ title, lines, chart }: DrawnStop): number | null {
  if (chart === "Outcomes over time") return whole(/[\d,]+$/.exec(title)?.[0])
  return whole(counted.map((head) => lines[head]).find((said) => said !== undefined))
}

/** What happened at a day leads to another page. */
const isMark = ({ chart, lines }: DrawnStop) =>
  chart === "Save rate over time" && Object.keys(lines).length === 0
/** Values that are taken together, which no filter can say. */
const isTogether = ({ title, chart }: DrawnStop) =>
  /\b\d+ others?\b/.test(title) && chart !== "Share of each reason"

/** The file that the menu of a panel saves. */
async function saved(page: Page, place: Locator, name: string, as: "CSV" | "PNG"): Promise<Buffer> {
  await place.getByRole("button", { name: `Save, and more: ${name}` }).click()
  const file = page.waitForEvent("download")
  await page.getByRole("menuitem", { name: `Save as ${as}` }).click()
  const download = await file
  expect(download.suggestedFilename()).toMatch(
    new RegExp(`^[a-z-]+-202\\d-\\d\\d-\\d\\d-2026-11-23\\.${as.toLowerCase()}$`),
  )
  await expect(page.getByRole("menu")).toHaveCount(0)
  return readFileSync(await download.path())
}

for (const { name, ways } of panels) {
  test(`each bar, point and cell of “${name}” leads to a list whose count is the figure, and the file has what the table says`, async ({
    page,
    acme,
  }) => {
    await visitPanels(page, acme, name)
    const place = panel(page, name)
    const countOf = countsBehind(page)
    const wrong: string[] = []
    for (const label of ways?.labels ?? [null]) {
      if (ways && label) await look(page, place, ways.of, label)
      const where = `${name}, ${label ?? "as it is"}`
      const stops = (await readStops(place)).filter((stop) => !isMark(stop))
      expect(stops.length, where).toBeGreaterThan(1)
      for (const stop of stops) {
        const figure = figureOf(stop)
        const what = `${where}: ${stop.title} ${JSON.stringify(stop.lines)}`
        const isLess = isTogether(stop) || figure === 0
        if (figure === null || (stop.href === null) !== isLess) wrong.push(`${what} leads to ${stop.href}`)
        else if (stop.href !== null && (await countOf(stop.href)) !== figure)
          wrong.push(`${what} has ${await countOf(stop.href)} at ${stop.href}`)
      }
      await place.getByRole("button", { name: `Show as a table: ${name}` }).click()
      for (const { row, column, text, href } of await readCells(place.locator("figure"))) {
        const count = await countOf(href)
        // a rate that is a cell says its count in the chart, with the same link
        if (text.endsWith("%") ? count === 0 : count !== whole(text))
          wrong.push(`${where}, as a table: ${row}, ${column} ${text} has ${count} at ${href}`)
      }
      const lines = await readLines(place.locator("figure"))
      const { records } = readCsv((await saved(page, place, name, "CSV")).toString("utf8"))
      expect(
        records.map(({ cells }) => cells.length),
        where,
      ).toEqual(lines.map(({ length }) => length))
      for (const [line, { cells }] of records.entries())
        for (const [column, cell] of cells.entries()) {
          const text = lines[line]?.[column] ?? ""
          if (!isSaid(cell, text)) wrong.push(`${where}: “${text}” is “${cell}” in the file`)
        }
      await place.getByRole("button", { name: `Show as a chart: ${name}` }).click()
    }
    expect(wrong).toEqual([])
  })
}

test("the response flow by money leads to lists that are worth what it says", async ({ page, acme }) => {
  await visitDemo(page, acme)
  const place = panel(page, "Response flow")
  for (const currency of ["eur", "usd"]) {
    const label = `Monthly value, ${currency.toUpperCase()}`
    await look(page, place, "As wide as", label)
    const stops = await readStops(place)
    expect(stops.length).toBeGreaterThan(5)
    for (const { title, lines, href } of stops) {
      expect(href, title).not.toBeNull()
      const { kept, lost } = await valueBehind(page, href ?? "", currency)
      const said = lines["In all"] ?? lines[label]
      // a year's price has no whole cents a month: two sums that were rounded are up to one from the rounded sum of both
      const roundedApart = kept > 0 && lost > 0 ? [-1, 0, 1] : [0]
      const sums = roundedApart.map((less) => money(kept + lost + less, currency.toUpperCase()))
      expect.soft(sums, `${title} at ${href}`).toContain(said)
    }
  }
})

test("the headline leads to lists of what it says, also of its money", async ({ page, acme }) => {
  await visitDemo(page, acme)
  for (const more of await page.getByText(/^\d+ more currenc/).all()) await more.click()
  const links = await page
    .getByRole("list", { name: "Headline" })
    .getByRole("link")
    .evaluateAll((all) =>
      all.map((link) => ({
        words: link.getAttribute("aria-label") ?? "",
        href: link.getAttribute("href") ?? "",
      })),
    )
  const countOf = countsBehind(page)
  const kinds = new Set<string>()
  for (const { words, href } of links) {
    const [name = "", said = ""] = words.split(": ")
    kinds.add(name)
    if (name === "Save rate") {
      const all = links.find((each) => each.words.startsWith("Sessions: "))?.href ?? ""
      expect.soft(percent((await countOf(href)) / (await countOf(all))), words).toBe(said)
    } else if (name.endsWith("a month")) {
      const currency = new URLSearchParams(href.slice(2)).get("currency") ?? ""
      const { kept, lost } = await valueBehind(page, href, currency)
      expect.soft(money(name === "Kept a month" ? kept : lost, currency), words).toBe(said)
    } else expect.soft(await countOf(href), words).toBe(whole(said))
  }
  expect([...kinds]).toEqual(["Sessions", "Save rate", "Saved", "Cancelled", "Kept a month", "Lost a month"])
  expect(links.length).toBeGreaterThan(12)
})

test("a bar is followed by the mouse, a ribbon too, and a cell by the keys", async ({ page, acme }) => {
  await visitDemo(page, acme)
  const address = page.url()
  const follow = async (name: string, nth: number, by: (place: Locator) => Promise<void>) => {
    const place = panel(page, name)
    const stop = (await readStops(place))[nth]
    await by(place)
    await expect(page).not.toHaveURL(address)
    await expect(page.getByRole("heading", { name: "Activity Stream" })).toBeFocused()
    const figure = stop && figureOf(stop)
    await expectMatches(page, `${figure} sessions?`)
    await page.goto(address)
    await panel(page, "Languages, regions and click to cancel").waitFor()
  }
  await follow("Reasons", 0, (place) => place.locator("[data-stop]").first().click())
  await follow("Response flow", 0, (place) => place.locator("a[data-stop]").first().click({ force: true }))
  await follow("Cohorts", 0, async (place) => {
    await place.getByRole("group", { name: "Save rate by age and plan" }).focus()
    await page.keyboard.press("Home")
    await page.keyboard.press("Enter")
  })
})

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
