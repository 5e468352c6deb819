import { type GoalFigure, goalFigures, isMoneyGoal } from "@holdfast/protocol/dashboard"
import type { Locator, Page } from "@playwright/test"
import { newId } from "../../../server/src/db/new-id.ts"
import { expectInNobodysWay, widths } from "../nobodys-way.ts"
import { fixtureNow } from "../rows.ts"
import { addView } from "./acme.ts"
import { breakDown, expect, test, visit, visitAs } from "./visit.ts"
import { visitDemo } from "./visit-demo.ts"
import { addEnded, type Ended, figures, june, loaded, panel } from "./visit-figures.ts"

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

/** Where the line of a goal stands, as a share of the bar that it is drawn beside. */
const lineToBar = (line: Locator) =>
  line.locator("svg[data-aim]").evaluate((bar) => {
    const [, value] = [...bar.querySelectorAll("rect")]
    const goal = [...bar.children].find(({ tagName }) => tagName === "line")
    const part = (of: Element | undefined, name: string) => Number.parseFloat(of?.getAttribute(name) ?? "")
    return part(goal, "x1") / part(value, "width")
  })

/** Every figure with a goal of so much, and where its line is seen. A figure without a place does not compile. */
const drawnGoals: Readonly<Record<GoalFigure, { level: number; seen: (page: Page) => Locator[] }>> = {
  saveRate: {
    level: 91,
    seen: (page) => [
      overTimeText(page, "Save rate over time", "Goal 91%"),
      bar(page, "Save rates", "Save rate").filter({ hasText: "Goal 91%" }),
      headline(page, "Save rate").getByRole("img", { name: /beside its goal of 91\.0%$/ }),
    ],
  },
  offerSaveRate: {
    level: 92,
    seen: (page) => [bar(page, "Save rates", "Offer save rate").filter({ hasText: "Goal 92%" })],
  },
  held30: heldGoal(30, 93),
  held60: heldGoal(60, 94),
  held90: heldGoal(90, 95),
  sessions: {
    level: 60,
    seen: (page) => [
      overTimeText(page, "Outcomes over time", "Goal 14 sessions"),
      headline(page, "Sessions").getByRole("img", { name: /beside its goal of 14$/ }),
    ],
  },
  saved: {
    level: 45,
    seen: (page) => [
      bar(page, "Outcomes", "Saved, all offers").filter({ hasText: /Goal \d/ }),
      headline(page, "Saved").getByRole("img", { name: /beside its goal of 10\.5$/ }),
    ],
  },
  canceled: {
    level: 15,
    seen: (page) => [
      bar(page, "Outcomes", "Cancelled").filter({ hasText: /Goal \d/ }),
      overTimeText(page, "Outcomes over time", "Goal 3.5 cancelled"),
      headline(page, "Cancelled").getByRole("img", { name: /beside its goal of 3\.5$/ }),
    ],
  },
  kept: moneyGoal("Kept a month", 900),
  lost: moneyGoal("Lost a month", 800),
}

function heldGoal(days: number, level: number) {
  return {
    level,
    seen: (page: Page) => [
      overTimeText(page, "Who is still subscribed, day after day", `Goal ${level}%`),
      bar(page, "Save rates", `Held ${days} days`).filter({ hasText: `Goal ${level}%` }),
    ],
  }
}

function moneyGoal(name: string, level: number) {
  const words = new RegExp(`^${name}: .* goal of \\$[\\d,]+ .*\\$${level} in 30 days`)
  return { level, seen: (page: Page) => [headline(page, name).getByRole("img", { name: words })] }
}

const overTimeText = (page: Page, chart: string, says: string) =>
  figures(page).getByRole("group", { name: chart, exact: true }).locator("svg text").filter({ hasText: says })

const bar = (page: Page, title: string, name: string) =>
  panel(page, title)
    .getByRole("listitem")
    .filter({ has: page.getByText(name, { exact: true }) })

test("every figure that can have a goal has its line, where the goal is of what the bar is", async ({
  page,
  acme,
}) => {
  await acme.database.db
    .insertInto("goal")
    .values(
      goalFigures.map((figure) => ({
        ...{
          workspace_id: acme.place.northwind.id,
          id: newId(fixtureNow),
          figure,
          view_id: null,
          since: "2026-01-01",
        },
        ...{ currency: isMoneyGoal(figure) ? "usd" : null, level: drawnGoals[figure].level },
        ...{ created_at: fixtureNow, updated_at: fixtureNow },
      })),
    )
    .execute()
  await visitDemo(page, acme)
  for (const figure of goalFigures)
    for (const place of drawnGoals[figure].seen(page)) await expect.soft(place, figure).toHaveCount(1)
  const outcomes = panel(page, "Outcomes")
  await expect(outcomes.locator("figcaption")).toContainText(
    /\d+ sessions, \d+ (above|below) the goal of \d+ for these days .*\d+ cancelled, \d+ (above|below) the goal of \d+/,
  )
  for (const name of ["Cancelled", "Saved, all offers"]) {
    const line = bar(page, "Outcomes", name)
    const count = Number(await line.locator("bdi.hf-figures").first().innerText())
    const goal = Number(/Goal (\d+)/.exec(await line.innerText())?.[1])
    // the goal of these days is said as a whole number
    expect(Math.abs((await lineToBar(line)) * count - goal), name).toBeLessThan(0.6)
  }
  const lines = figures(page).getByRole("group", { name: "Outcomes over time" })
  await lines.focus()
  await page.keyboard.press("Home")
  await expect(lines.locator("[aria-live]")).toContainText("Goal, sessions 14, Goal, cancelled 3.5")
  await outcomes.getByRole("button", { name: "Show as a table: Outcomes" }).click()
  await expect(outcomes.getByRole("columnheader").last()).toHaveText("Goal")
  await expect(
    outcomes
      .getByRole("row", { name: /^Cancelled/ })
      .getByRole("cell")
      .last(),
  ).toHaveText(/^\d+$/)
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 })
    await expectInNobodysWay(page)
  }
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
