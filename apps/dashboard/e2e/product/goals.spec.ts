import type { Page } from "@playwright/test"
import { expectInNobodysWay, widths } from "../nobodys-way.ts"
import { addView } from "./acme.ts"
import { breakDown, expect, test, visit, visitAs } from "./visit.ts"
import { visitDemo } from "./visit-demo.ts"
import { addEnded, type Ended, june, loaded, panel } from "./visit-figures.ts"

test.use({ hasFigures: true })

const price = { minor: 2900, currency: "usd", interval: "MONTH" } as const
const sessions: Ended[] = [
  { times: 54, outcome: "canceled", price },
  { times: 46, outcome: "abandoned", price },
]
const dialog = (page: Page) => page.getByRole("dialog")
const headline = (page: Page, name: string) =>
  page.getByRole("list", { name: "Headline" }).getByRole("listitem").filter({ hasText: name })
const flag = (page: Page, name: string) =>
  page.getByRole("button", { name: new RegExp(`^(Set a|Change the) goal: ${name}$`) })

async function fill(page: Page, level: string, since = "2026-06-10") {
  await dialog(page).getByLabel("Level").fill(level)
  await dialog(page).getByLabel("Since").fill(since)
  await dialog(page).getByRole("button", { name: "Set goal" }).click()
  await expect(dialog(page)).toHaveCount(0)
}

const openMenu = (page: Page, title: string) =>
  panel(page, title)
    .getByRole("button", { name: `Save, and more: ${title}` })
    .click()

test("a goal is set beside its figure, is a line with a word in its charts, and is taken away", async ({
  page,
  acme,
}) => {
  await addEnded(acme, sessions)
  await visit(page, "empty", june)
  await loaded(page)
  await flag(page, "Save rate").click()
  await expect(dialog(page)).toContainText("Of all live sessions.")
  await fill(page, "50")
  await expect(headline(page, "Save rate")).toContainText("Goal 50%: 4.0 pt below")
  const overTime = panel(page, "Save rate over time")
  await expect(overTime.locator("figcaption")).toContainText(
    // with its year, in another one
    /46\.0% were saved in these days, 4\.0 points below the goal of 50% since 10 June( 2026)?\./,
  )
  await expect(overTime.locator("svg text").filter({ hasText: "Goal 50%" })).toBeVisible()
  await expect(panel(page, "Save rates")).toContainText("Goal 50%")
  await expect(panel(page, "Save rates").locator("figcaption")).toContainText(
    /46\.0% did not cancel, 4\.0 points below the goal of 50% since 10 June( 2026)?\./,
  )
  await overTime.getByRole("button", { name: "Show as a table: Save rate over time" }).click()
  const goalOf = (day: string) =>
    overTime
      .getByRole("row")
      .filter({ hasText: new RegExp(`^${day}`) })
      .getByRole("cell")
      .last()
  await expect(overTime.getByRole("columnheader").last()).toHaveText("Goal")
  await expect(goalOf("9 June 2026")).toHaveText("–")
  await expect(goalOf("10 June 2026")).toHaveText("50.0%")

  await page.reload()
  await loaded(page)
  await openMenu(page, "Save rate over time")
  await page.getByRole("menuitem", { name: "Change the goal…" }).click()
  await expect(dialog(page).getByLabel("Level")).toHaveValue("50")
  await expect(dialog(page).getByLabel("Since")).toHaveValue("2026-06-10")
  await fill(page, "40")
  await expect(headline(page, "Save rate")).toContainText("Goal 40%: 6.0 pt above")

  await flag(page, "Save rate").click()
  await dialog(page).getByRole("button", { name: "Take away" }).click()
  await expect(dialog(page)).toHaveCount(0)
  await expect(flag(page, "Save rate")).toHaveAccessibleName("Set a goal: Save rate")
  await expect(page.getByText(/the goal of|Goal \d/)).toHaveCount(0)
})

test("goals of numbers and of money are of these days, and in nobody's way", async ({ page, acme }) => {
  await addEnded(acme, sessions)
  await visit(page, "empty", june)
  await loaded(page)
  await flag(page, "Sessions").click()
  await fill(page, "120")
  await expect(headline(page, "Sessions")).toContainText("Goal 120: 20 below")
  await expect(headline(page, "Sessions").getByRole("img", { name: /^Sessions, / })).toHaveAccessibleName(
    /beside its goal of 4$/,
  )
  await flag(page, "Lost a month").click()
  await expect(dialog(page).getByLabel("Currency")).toHaveValue("USD")
  await fill(page, "1500")
  await expect(headline(page, "Lost a month")).toContainText("Goal $1,500: $66.00 above")
  await expect(headline(page, "Lost a month").getByRole("img", { name: /^Lost / })).toHaveAccessibleName(
    /^Lost a month: \$66\.00 above the goal of \$1,500 for these days \(\$1,500 in 30 days since 10 June( 2026)?\)$/,
  )
  await flag(page, "Kept a month").click()
  await dialog(page).getByLabel("Currency").fill("chf")
  await fill(page, "90")
  await expect(headline(page, "Kept a month")).toContainText(/CHF\s0\.00Goal CHF\s90\.00: CHF\s90\.00 below/)
  await flag(page, "Save rate").click()
  await fill(page, "46", "2026-07-01")
  await expect(headline(page, "Save rate")).toContainText("Goal 46% from 1 July")
  await expect(page.getByText(/the goal of 46/)).toHaveCount(0)
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 })
    await expectInNobodysWay(page)
  }
  await flag(page, "Kept a month").click()
  await expect(dialog(page)).toBeVisible()
  await expectInNobodysWay(page)
})

test("held rates have goals, each at its day of the curve", async ({ page, acme }) => {
  await visitDemo(page, acme)
  await loaded(page)
  await openMenu(page, "Held")
  await page.getByRole("menuitem", { name: "Set a goal…" }).click()
  await dialog(page).getByLabel("Figure").selectOption("Held 60 days")
  await fill(page, "99.9", "2026-01-01")
  await expect(panel(page, "Held").locator("figcaption")).toContainText(
    /\d% are held after 60 days, \d+\.\d points below the goal of 99\.9% since 1 January/,
  )
  await expect(panel(page, "Held").locator("svg text").filter({ hasText: "Goal 99.9%" })).toBeVisible()
  await expect(panel(page, "Save rates")).toContainText("Goal 99.9%")
  await panel(page, "Held").getByRole("button", { name: "Show as a table: Held" }).click()
  const row = panel(page, "Held")
    .getByRole("row")
    .filter({ hasText: /^Day 60/ })
  await expect(row.getByRole("cell").last()).toHaveText("99.9%")
})

test("a goal of a shared view stands beside its sessions alone; other filters have none", async ({
  page,
  acme,
}) => {
  await addEnded(acme, sessions)
  await addView(acme, acme.place, { name: "Monthly", search: "billing=monthly&range=7d" })
  await visit(page, "empty", `${june}&billing=monthly`)
  await loaded(page)
  await flag(page, "Save rate").click()
  await expect(dialog(page)).toContainText("Of the view “Monthly”.")
  await fill(page, "30")
  await expect(headline(page, "Save rate")).toContainText("Goal 30%: 16.0 pt above")
  await page.goto(june)
  await loaded(page)
  await expect(headline(page, "Save rate")).not.toContainText("Goal")
  await page.goto(`${june}&billing=annual`)
  await loaded(page)
  await expect(flag(page, "Sessions")).toHaveCount(0)
})

test("who may not edit flows sees goals and changes none; what is refused keeps what was typed", async ({
  page,
  acme,
  browser,
}) => {
  await addEnded(acme, sessions)
  await visit(page, "empty", june)
  await loaded(page)
  await flag(page, "Save rate").click()
  await fill(page, "50")
  await expect(headline(page, "Save rate")).toContainText("Goal 50%")
  const theirs = await visitAs("katherine", page, browser, `${june}&workspace=acmecloud`)
  await theirs.getByRole("button", { name: "Show figures" }).click()
  await loaded(theirs)
  await expect(headline(theirs, "Save rate")).toContainText("Goal 50%: 4.0 pt below")
  await expect(flag(theirs, "Save rate")).toHaveCount(0)
  await openMenu(theirs, "Save rate over time")
  const item = theirs.getByRole("menuitem", { name: "Change the goal…" })
  await expect(item).toBeDisabled()
  await expect(item).toContainText("you are a Viewer")
  await theirs.context().close()

  await breakDown(page, /\/goals$/)
  await flag(page, "Save rate").click()
  await dialog(page).getByLabel("Level").fill("60")
  await page.keyboard.press("Enter")
  await expect(dialog(page).getByRole("alert")).toContainText("set the goal")
  await expect(dialog(page).getByLabel("Level")).toHaveValue("60")
})
