import { readCsv } from "@holdfast/protocol/dashboard"
import type { Locator, Page } from "@playwright/test"
import { money, percent } from "../../src/analytics/insights/figure-words.ts"
import { countsBehind, ownZone, valueBehind } from "./count-behind.ts"
import { panels, saved, visitPanels } from "./demo-panels.ts"
import { type DrawnStop, isSaid, readCells, readLines, readStops } from "./panel-stops.ts"
import { expect, expectMatches, test } from "./visit.ts"
import { visitDemo } from "./visit-demo.ts"
import { panel } from "./visit-figures.ts"

test.use({ hasFigures: true, timezoneId: ownZone })

const whole = (text: string | undefined): number | null => {
  const digits = /^[\d,]+/.exec(text ?? "")?.[0]
  return digits === undefined ? null : Number(digits.replaceAll(",", ""))
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
