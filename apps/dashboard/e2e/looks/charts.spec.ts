import { readFile } from "node:fs/promises"
import { readCsv } from "@holdfast/protocol/dashboard"
import type { Page } from "@playwright/test"
import { expectInNobodysWay, widths } from "../nobodys-way.ts"
import { examplesBase } from "./charts/serve-examples.ts"
import { expect, test } from "./visit.ts"

const [narrow, wide] = widths

/** Opens the examples of charts, over the rows of this name. */
async function open(page: Page, set: string): Promise<void> {
  await page.goto(`${examplesBase}?set=${set}`)
  await expect(page.getByRole("heading", { name: "Languages" })).toBeVisible()
}

const chart = (page: Page, name: string) => page.getByRole("group", { name, exact: true })
const panel = (page: Page, name: string) => page.getByRole("region", { name, exact: true })
const followed = (page: Page) => page.locator("code").first()
const told = (page: Page, name: string) => chart(page, name).locator("[aria-live]")

/** Downloads what the menu of a panel saves. */
async function save(page: Page, title: string, as: string): Promise<Buffer> {
  await page.getByRole("button", { name: `Save, and more: ${title}` }).click()
  const download = page.waitForEvent("download")
  await page.getByRole("menuitem", { name: as }).click()
  const path = await (await download).path()
  await expect(page.getByRole("menu")).toHaveCount(0)
  return await readFile(path)
}

for (const set of ["usual", "one", "none", "zero", "large", "hostile"]) {
  test(`charts over ${set} rows: nothing stands in anybody's way, and no figure is none`, async ({
    page,
  }) => {
    await page.setViewportSize({ width: narrow, height: 800 })
    await open(page, set)
    for (const width of [narrow, 390, wide]) {
      await page.setViewportSize({ width, height: 800 })
      // two years of days are 5,000 links, which axe reads for half a minute
      if (width !== 390 && set !== "large") await expectInNobodysWay(page)
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
      expect(
        await page.locator("#page").evaluate(({ outerHTML }) => /NaN|Infinity/.exec(outerHTML)?.[0]),
      ).toBe(undefined)
    }
    expect(await page.evaluate(() => "hasRun" in window)).toBe(false)
  })
}

test("no chart is drawn of nothing", async ({ page }) => {
  await open(page, "zero")
  for (const name of ["Save rate over time", "Outcomes over time", "Response flow", "Still held"]) {
    await expect(chart(page, name)).toHaveCount(0)
  }
  await expect(page.getByText("There is nothing to draw here.")).toHaveCount(4)
})

test("Tab stops once at a chart, the arrow keys walk it aloud, and Enter opens the sessions", async ({
  page,
}) => {
  await open(page, "usual")
  await chart(page, "Save rate over time").focus()
  await page.keyboard.press("ArrowRight")
  await expect(told(page, "Save rate over time")).toHaveText(
    "2026-01-05: Save rate 46.0%, Interval 41.0% to 51.0%, Before 44.5%",
  )
  await page.keyboard.press("End")
  await expect(told(page, "Save rate over time")).toHaveText(/^2026-06-29: /)
  await page.keyboard.press("Enter")
  await expect(followed(page)).toHaveText("/?day=2026-06-29")

  await chart(page, "Save rate over time").focus()
  await page.keyboard.press("Tab")
  await expect(chart(page, "Outcomes over time")).toBeFocused()
  await page.keyboard.press("ArrowRight")
  await expect(told(page, "Outcomes over time")).toHaveText(/^2026-01-05: Cancelled 21: Pause 8, /)
  await page.keyboard.press("ArrowDown")
  await expect(told(page, "Outcomes over time")).toHaveText(/^2026-01-05: Abandoned 4: /)
  await page.keyboard.press("Escape")
  await expect(told(page, "Outcomes over time")).toHaveText("")
})

test("what happened on a day is reached from the day, and says its words", async ({ page }) => {
  await open(page, "usual")
  await chart(page, "Save rate over time").focus()
  for (let nth = 0; nth < 7; nth++) await page.keyboard.press("ArrowRight")
  await page.keyboard.press("ArrowDown")
  await expect(told(page, "Save rate over time")).toHaveText("Version 7 was published")
  await page.keyboard.press("Enter")
  await expect(followed(page)).toHaveText("/?version=7")
})

test("every point, bar, slice, cell, place and stream is a link to its sessions", async ({ page }) => {
  await open(page, "usual")
  const links = async (name: string) => {
    const found = chart(page, name).locator("a[data-stop]")
    return await found.evaluateAll((all) => all.map((each) => each.getAttribute("href")))
  }
  const counts = {
    "Save rate over time": 25 + 3,
    "Outcomes over time": 26 * 6,
    Reasons: 6,
    Cohorts: 11,
    "Still held": 26,
  }
  for (const [name, count] of Object.entries(counts))
    expect([name, (await links(name)).length]).toEqual([name, count])
  expect((await links("Response flow")).length).toBe(6 + 3 + 6 + 6 + 18)
  expect((await links("Why it changed")).length).toBe(6)

  await chart(page, "Reasons")
    .getByRole("link", { name: /^Not using it/ })
    .click()
  await expect(followed(page)).toHaveText("/?reason=2")
  await chart(page, "Cohorts").getByRole("link", { name: "66.0%" }).click()
  await expect(followed(page)).toHaveText("/?age=2+years+and+more&plan=1")
})

test("the pointer is told what it is on, and left alone elsewhere", async ({ page }) => {
  await open(page, "usual")
  const tip = chart(page, "Reasons").getByText("Interval")
  await chart(page, "Reasons").getByText("Bugs").hover()
  await expect(tip).toBeVisible()
  await page.getByRole("heading", { name: "Charts" }).hover()
  await expect(tip).toHaveCount(0)
})

test("a chart, its table and its file have the same rows", async ({ page }) => {
  await open(page, "usual")
  const bars = await chart(page, "Reasons").getByRole("listitem").count()
  const { records } = readCsv((await save(page, "Reasons", "Save as CSV")).toString("utf8"))
  expect(records.map(({ cells }) => cells.slice(0, 2))).toEqual([
    ["Reason", "Share"],
    ["Too expensive", "0.41"],
    ["Missing features", "0.256"],
    ["Not using it", "0.186"],
    ["Switched to another product", "0.146"],
    ["Bugs", "0.121"],
    ["Other", "0.103"],
  ])
  expect(bars).toBe(records.length - 1)
  await page.getByRole("button", { name: "Show as a table: Reasons" }).click()
  const rows = panel(page, "Reasons").getByRole("row")
  await expect(rows).toHaveText([
    "ReasonShareIntervalChange",
    "Too expensive41.0%39.0% to 43.0%▲ 2.1 pt",
    "Missing features25.6%22.4% to 28.8%▲ 2.1 pt",
    "Not using it18.6%14.2% to 23.0%▲ 2.1 pt",
    "Switched to another product14.6%9.0% to 20.2%▲ 2.1 pt",
    "Bugs12.1%5.3% to 18.9%▲ 2.1 pt",
    "Other10.3%2.3% to 18.3%–",
  ])
  await rows.getByRole("link", { name: "Bugs" }).click()
  await expect(followed(page)).toHaveText("/?reason=4")
})

test("who wants no charts gets the tables, from then on", async ({ page }) => {
  await open(page, "usual")
  await page.getByRole("button", { name: "Save, and more: Cohorts" }).click()
  await page.getByRole("menuitem", { name: "Show tables instead of charts everywhere" }).click()
  await expect(page.getByRole("table")).toHaveCount(6)
  await page.reload()
  await expect(page.getByRole("table")).toHaveCount(6)
  await expectInNobodysWay(page)
  await page.getByRole("button", { name: "Save, and more: Reasons" }).click()
  await page.getByRole("menuitem", { name: "Show charts instead of tables everywhere" }).click()
  await expect(chart(page, "Save rate over time")).toBeVisible()
})

test("who asks for less data gets tables first", async ({ page }) => {
  // no browser can be set to it yet in a test
  await page.addInitScript(() => {
    const asked = window.matchMedia
    window.matchMedia = (query) => asked(query.includes("prefers-reduced-data") ? "all" : query)
  })
  await open(page, "usual")
  await expect(page.getByRole("table")).toHaveCount(6)
})

for (const colorScheme of ["light", "dark"] as const) {
  test(`a picture has the colours of the ${colorScheme} theme, and all that the panel shows`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme })
    await open(page, "usual")
    for (const title of ["Save rate over time", "Reasons", "Cohorts", "Response flow"]) {
      const png = await save(page, title, "Save as PNG")
      const box = await panel(page, title).locator("figure").boundingBox()
      expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([
        Math.ceil(((box?.width ?? 0) + 48) * 2),
        Math.ceil(((box?.height ?? 0) + 48) * 2),
      ])
      const { ground, share } = await page.evaluate(looksOf, png.toString("base64"))
      expect(ground).toEqual(colorScheme === "light" ? [255, 255, 255] : [16, 21, 21])
      // words and figures at least: an empty picture is all ground
      expect(share).toBeGreaterThan(0.01)
    }
  })
}

/** The colour of a picture's corner, and how much of it has another. */
async function looksOf(base64: string): Promise<{ ground: number[]; share: number }> {
  const image = new Image()
  image.src = `data:image/png;base64,${base64}`
  await image.decode()
  const canvas = document.createElement("canvas")
  canvas.width = image.width
  canvas.height = image.height
  const context = canvas.getContext("2d")
  context?.drawImage(image, 0, 0)
  const { data } = context?.getImageData(0, 0, image.width, image.height) ?? { data: [] }
  const ground = [...data.slice(0, 3)]
  let other = 0
  for (let at = 0; at < data.length; at += 4)
    if (data[at] !== ground[0] || data[at + 1] !== ground[1]) other += 1
  return { ground, share: other / (data.length / 4) }
}

test("hostile texts come into a picture as texts", async ({ page }) => {
  await open(page, "hostile")
  for (const title of ["Reasons", "Response flow", "Cohorts"]) {
    const png = await save(page, title, "Save as PNG")
    expect(png.subarray(1, 4).toString("latin1")).toBe("PNG")
  }
  expect(await page.evaluate(() => "hasRun" in window)).toBe(false)
})

test("a chart opens large and gives the focus back", async ({ page }) => {
  await open(page, "usual")
  await page.getByRole("button", { name: "Open large: Save rate over time" }).click()
  const dialog = page.getByRole("dialog", { name: "Save rate over time" })
  await expect(dialog.getByRole("group", { name: "Save rate over time" })).toBeVisible()
  await expectInNobodysWay(page)
  await page.keyboard.press("Escape")
  await expect(page.getByRole("button", { name: "Open large: Save rate over time" })).toBeFocused()
  await page.getByRole("button", { name: "How this number is made" }).click()
  await expect(page.getByText("Saved sessions ÷ valid sessions.")).toBeVisible()
})

test("paper has the charts in the colours of the light theme, without buttons", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "dark", media: "print" })
  await open(page, "usual")
  await expect(page.getByRole("button", { name: "Open large: Reasons" })).toBeHidden()
  const canceled = () => getComputedStyle(document.documentElement).getPropertyValue("--hf-canceled")
  expect(await page.evaluate(canceled)).toBe("#b3261e")
  await page.emulateMedia({ colorScheme: "dark", media: "screen" })
  expect(await page.evaluate(canceled)).toBe("#ff8b7f")
})
