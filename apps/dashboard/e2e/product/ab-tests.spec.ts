import { complaintsOf } from "../../../../e2e/axe.ts"
import {
  arms,
  bring,
  changeVariant,
  more,
  run,
  setUp,
  start,
  state,
  title,
  wayBack,
  widenSegment,
} from "./ab-test-steps.ts"
import { expect, expectMatches, rowOf, test, visit, visitAs } from "./visit.ts"

test("a test from its set-up to the version that the next customer sees", async ({ page, acme }) => {
  await run(page, acme)
  await bring(acme, 24)
  await page.reload()
  await expect(arms(page, "Customers")).toHaveText([/^\d+$/, /^\d+$/])
  const [control = "", variant = ""] = await arms(page, "Customers").allTextContents()
  expect(Number(control) + Number(variant)).toBe(24)
  expect(Math.min(Number(control), Number(variant))).toBeGreaterThan(0)
  const stayed = await arms(page, "Stayed").allTextContents()
  expect(stayed.map(Number).reduce((sum, each) => sum + each)).toBe(8)
  await expect(page.getByText("Difference of the save rates so far")).toBeVisible()
  await expect(page.getByText("Too few customers for a verdict.")).toBeVisible()
  await expect(page.getByText(/as even as chance leaves it/)).toBeVisible()
  expect(await complaintsOf(page)).toEqual([])

  await page.getByRole("link", { name: `${variant} sessions of the variant` }).click()
  await expectMatches(page, `${variant} session${variant === "1" ? "" : "s"}`)
  await expect(page.getByText("A/B test: Other words")).toBeVisible()
  await expect(page.getByText("Arm: Variant")).toBeVisible()
  await page.goBack()

  await more(page, "End it early", "End the test")
  await expect(state(page)).toContainText("Awaiting a decision")
  await page.getByRole("button", { name: "Choose the winner…" }).click()
  const dialog = page.getByRole("dialog", { name: "Choose the winner" })
  await dialog.getByRole("radio", { name: "The variant" }).check()
  await dialog.getByRole("textbox", { name: "Note" }).fill("Plainer")
  await dialog.getByRole("button", { name: "Publish the variant" }).click()
  await expect(state(page)).toContainText("Completed")
  await expect(page.getByText("Winner chosen by Ada Lovelace")).toBeVisible()
  await expect(page.getByText("Chosen: variant.")).toBeVisible()

  await bring(acme, 1, 99)
  await page.getByRole("link", { name: "Cancellation Analytics" }).click()
  await rowOf(page, "test99@example.com").getByRole("link", { name: "Annual teams" }).click()
  await expect(title(page)).toHaveText("Annual teams, version 4")
  await expect(page.getByText("What went wrong?").first()).toBeVisible()
})

test("the sample and the weeks follow from what is typed, and what cannot be is said at its field", async ({
  page,
}) => {
  await visit(page, "empty", "/flows/flow_1/ab-test")
  await page.getByRole("textbox", { name: "Save rate today" }).fill("40")
  await page.getByRole("textbox", { name: "Smallest effect" }).fill("10")
  await expect(page.getByText(/^About 414 customers an arm/)).toBeVisible()
  await page.getByRole("textbox", { name: "Smallest effect" }).fill("5")
  await expect(page.getByText(/^About 1,6\d\d customers an arm/)).toBeVisible()
  await page.getByRole("textbox", { name: "Tracking" }).fill("400")
  await page.getByRole("button", { name: "Set up the test" }).click()
  await expect(page.getByText("A test needs a name.")).toBeVisible()
  await expect(page.getByText("Between 1 and 365 whole days.")).toBeVisible()
  await expect(page.getByRole("textbox", { name: "Name" })).toBeFocused()
})

test("a variant that says the same as the control cannot start, and its dialog leads to it", async ({
  page,
  acme,
}) => {
  await widenSegment(acme)
  await visit(page, "empty", "/flows")
  await setUp(page, "Same words")
  await page.getByRole("button", { name: "Start the test…" }).click()
  const dialog = page.getByRole("dialog")
  await dialog.getByRole("button", { name: "Start the test" }).click()
  await expect(dialog.getByRole("alert")).toBeVisible()
  await dialog.getByRole("link", { name: "Open the variant" }).click()
  await expect(title(page)).toHaveText("Annual teams, variant")
})

test("a plan is changed until the test starts", async ({ page, acme }) => {
  await widenSegment(acme)
  await visit(page, "empty", "/flows")
  await setUp(page, "First name")
  await page.getByRole("button", { name: "Change the plan" }).click()
  await page.getByRole("textbox", { name: "Name" }).fill("Second name")
  await page.getByRole("textbox", { name: "Tracking" }).fill("14")
  await page.getByRole("button", { name: "Save the plan" }).click()
  await expect(title(page)).toHaveText("Second name")
  await expect(page.getByText("14 days")).toBeVisible()
  await changeVariant(page)
  await start(page)
  await expect(page.getByRole("button", { name: "Change the plan" })).toHaveCount(0)
})

test("a test is paused and resumed, and the history says by whom", async ({ page, acme, browser }) => {
  await run(page, acme)
  await page.getByRole("button", { name: "Pause…" }).click()
  await page.getByRole("dialog").getByRole("button", { name: "Pause the test" }).click()
  await expect(state(page)).toContainText("Paused")
  await bring(acme, 3)
  await page.reload()
  await expect(arms(page, "Customers")).toHaveText(["0", "0"])
  const graces = await visitAs("grace", page, browser, page.url())
  await graces.getByRole("button", { name: "Resume…" }).click()
  await graces.getByRole("dialog").getByRole("button", { name: "Resume the test" }).click()
  await expect(state(graces)).toContainText("Enrolling")
  await expect(graces.getByText("Resumed by Grace Hopper")).toBeVisible()
  // this page does not know yet, and is told
  await page.getByRole("button", { name: "Resume…" }).click()
  await page.getByRole("dialog").getByRole("button", { name: "Resume the test" }).click()
  await expect(page.getByRole("dialog").getByRole("alert")).toBeVisible()
  await expect(state(page)).toContainText("Enrolling")
  await graces.context().close()
})

test("a test that is given up leaves the control, and the segment is free for another", async ({
  page,
  acme,
}) => {
  await run(page, acme)
  await more(page, "Give it up", "Give it up")
  await expect(state(page)).toContainText("Given up")
  await expect(page.getByRole("button", { name: "More" })).toHaveCount(0)
  await wayBack(page).click()
  await expect(page.getByText("Live: version 3")).toHaveCount(1)
  await page.getByRole("button", { name: "Show 1 past A/B test" }).click()
  await expect(page.getByRole("list", { name: "Past A/B tests" })).toContainText("Other words")
  await setUp(page, "Once more")
})

test("a running test stands among the figures, with the numbers of its page, and leads there", async ({
  page,
  acme,
}) => {
  await run(page, acme)
  await bring(acme, 24)
  await page.reload()
  await expect(arms(page, "Customers")).toHaveText([/^\d+$/, /^\d+$/])
  const rows = ["Customers", "with an outcome", "Stayed", "Cancelled", "Save rate", "Sessions"]
  const shown: string[][] = []
  // a rate has its interval below it
  for (const row of rows)
    shown.push((await arms(page, row).allInnerTexts()).map((text) => text.split(/\s/)[0] ?? ""))
  const difference = await page.locator("figcaption strong").innerText()
  await page.goto("/")
  await page.getByRole("button", { name: "Show figures" }).click()
  const panel = page.getByRole("region", { name: "A/B test: Other words", exact: true })
  await expect(panel.locator("figcaption")).toHaveText(
    `Too few customers for a verdict. Variant less control, so far: ${difference}.`,
  )
  await expect(panel).toContainText("Enrolling. Half of the customers of the segment see the variant.")
  await panel.getByRole("button", { name: /^Show as a table: / }).click()
  for (const [nth, arm] of ["Control", "Variant"].entries()) {
    const cells = panel.getByRole("row", { name: new RegExp(`^${arm}`) }).getByRole("cell")
    const [exposed, customers, stayed, canceled, rate, , sessions] = await cells.allInnerTexts()
    expect([exposed, customers, stayed, canceled, rate, sessions]).toEqual(shown.map((row) => row[nth]))
  }
  await panel.getByRole("link", { name: "Open the test" }).click()
  await expect(page).toHaveURL(/\/flows\/ab-tests\//)
  await expect(arms(page, "Customers")).toHaveText(shown[0] ?? [])
  await more(page, "End it early", "End the test")
  await page.getByRole("button", { name: "Choose the winner…" }).click()
  const dialog = page.getByRole("dialog", { name: "Choose the winner" })
  await dialog.getByRole("radio", { name: "The control" }).check()
  await dialog.getByRole("button", { name: "Put the control back" }).click()
  await expect(state(page)).toContainText("Completed")
  await page.goto("/")
  await page.getByRole("button", { name: "Show figures" }).click()
  await expect(page.getByRole("region", { name: "Bounces", exact: true })).toBeVisible()
  await expect(panel).toHaveCount(0)
})
