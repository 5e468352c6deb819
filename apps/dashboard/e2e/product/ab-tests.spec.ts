import { AxeBuilder } from "@axe-core/playwright"
import type { Locator, Page } from "@playwright/test"
import type { AcmeApp } from "./acme-app.ts"
import { openFlow } from "./customers.ts"
import { expect, expectMatches, rowOf, test, visit, visitAs } from "./visit.ts"

const title = (page: Page) => page.getByRole("heading", { level: 1 })
const state = (page: Page) => page.getByRole("status").filter({ hasText: "Annual teams" })
const wayBack = (page: Page) => page.getByRole("navigation", { name: "Way back" }).getByRole("link")
/** The cells of a row of the arms, control first. */
const arms = (page: Page, row: string) =>
  page
    .getByRole("region", { name: "Arms" })
    .getByRole("row", { name: new RegExp(`^${row}`) })
    .getByRole("cell")

/** Everybody who opens the flow belongs to the segment. */
async function widenSegment(acme: AcmeApp) {
  const filter = [
    { attribute: "CUSTOMER_EMAIL", operand: "NOT_INCLUDES", value: ["nobody@example.com"], type: "STRING" },
  ] as const
  await acme.database.db
    .updateTable("segment")
    .set({ filter: JSON.stringify(filter) })
    .where("workspace_id", "=", acme.place.acme.id)
    .execute()
}

/** So many customers go through the flow a second apart; every third stays. */
async function bring(acme: AcmeApp, count: number, from = 0) {
  for (let number = from; number < from + count; number++) {
    const run = await openFlow(
      acme,
      { id: `test${number}`, email: `test${number}@example.com` },
      number * 1000,
    )
    await run.report(number % 3 === 0 ? { aborted: true } : { canceled: true })
  }
}

async function setUp(page: Page, name: string) {
  await page.getByRole("button", { name: "Actions for Annual teams" }).click()
  await page.getByRole("menuitem", { name: "Start an A/B test" }).click()
  await expect(title(page)).toHaveText("Start an A/B test")
  await page.getByRole("textbox", { name: "Name" }).fill(name)
  await page.getByRole("textbox", { name: "Save rate today" }).fill("40")
  await page.getByRole("textbox", { name: "Smallest effect" }).fill("20")
  await page.getByRole("button", { name: "Set up the test" }).click()
  await expect(title(page)).toHaveText(name)
}

async function changeVariant(page: Page) {
  await page.getByRole("link", { name: "Edit the variant" }).click()
  await expect(title(page)).toHaveText("Annual teams, variant")
  await page.getByRole("textbox", { name: "Heading" }).first().fill("What went wrong?")
  await expect(page.getByText("Saved", { exact: true })).toBeVisible()
  await wayBack(page).click()
}

async function start(page: Page) {
  await page.getByRole("button", { name: "Start the test…" }).click()
  await page.getByRole("dialog").getByRole("button", { name: "Start the test" }).click()
  await expect(state(page)).toContainText("Enrolling")
}

/** A test of the segment's flow enrols, and the page of it is open. */
async function run(page: Page, acme: AcmeApp) {
  await widenSegment(acme)
  await visit(page, "empty", "/flows")
  await setUp(page, "Other words")
  await changeVariant(page)
  await start(page)
}

async function more(page: Page, item: string, button: string) {
  await page.getByRole("button", { name: "More" }).click()
  await page.getByRole("menuitem", { name: item }).click()
  await page.getByRole("dialog").getByRole("button", { name: button }).click()
  await expect(page.getByRole("dialog")).toHaveCount(0)
}

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
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])

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

test("publishing in an arm asks whether the test ends or the flow stays as it is", async ({ page, acme }) => {
  await run(page, acme)
  await page.getByRole("link", { name: "Control, its flow" }).click()
  await expect(page.getByRole("link", { name: "Control of Other words" })).toBeVisible()
  await page.getByRole("textbox", { name: "Heading" }).first().fill("Another question?")
  await page.getByRole("button", { name: "Publish…" }).click()
  const dialog = page.getByRole("dialog")
  await expect(dialog.getByText("Publishing ends the A/B test Other words.")).toBeVisible()
  await dialog.getByRole("button", { name: "Leave the flow as it is" }).click()
  await expect(page.getByText(/^Live: version 3/)).toBeVisible()
  await page.getByRole("button", { name: "Publish…" }).click()
  await dialog.getByRole("button", { name: "End the test and publish version 4" }).click()
  await expect(page.getByText(/^Live: version 4/)).toBeVisible()
  await page.getByRole("link", { name: "Control of Other words" }).click()
  await expect(state(page)).toContainText("Awaiting a decision")
})

test("a segment's row leads to its test; turning it off asks for the test first", async ({ page, acme }) => {
  await run(page, acme)
  await wayBack(page).click()
  await expect(page.getByRole("link", { name: /^Test running: 0 of \d+ customers an arm$/ })).toBeVisible()
  const isOn = page.getByRole("checkbox", { name: "Annual teams is on" })
  await isOn.click()
  const dialog = page.getByRole("dialog", { name: "An A/B test is in the way" })
  await dialog.getByRole("button", { name: "Leave it as it is" }).click()
  await expect(dialog).toHaveCount(0)
  await expect(isOn).toBeChecked()
  await isOn.click()
  await dialog.getByRole("button", { name: "End the test and turn it off" }).click()
  await expect(isOn).not.toBeChecked()
  await page.getByRole("link", { name: "Test awaits your decision" }).click()
  await expect(page.getByText("Ended early by Ada Lovelace")).toBeVisible()
})

/** Presses a key until the focus is where it is to go. */
async function moveTo(page: Page, target: Locator, key = "Tab") {
  for (let presses = 0; presses < 80; presses++) {
    await page.keyboard.press(key)
    if (await target.evaluate((element) => element === document.activeElement)) return
  }
  throw new Error(`${key} does not lead to ${target}`)
}

async function press(page: Page, target: Locator) {
  await moveTo(page, target)
  await page.keyboard.press("Enter")
}

async function write(page: Page, name: string, text: string) {
  await moveTo(page, page.getByRole("textbox", { name }).first())
  await page.keyboard.press("ControlOrMeta+A")
  await page.keyboard.type(text)
}

async function pick(page: Page, menu: string, item: string) {
  await press(page, page.getByRole("button", { name: menu }))
  await expect(page.getByRole("menu")).toBeVisible()
  await moveTo(page, page.getByRole("menuitem", { name: item }), "ArrowDown")
  await page.keyboard.press("Enter")
}

test("a test is set up, started, ended and decided by keyboard alone", async ({ page, acme }) => {
  const button = (name: string) => page.getByRole("button", { name, exact: true })
  const dialog = page.getByRole("dialog")
  await widenSegment(acme)
  await visit(page, "empty", "/flows")
  await expect(button("Actions for Annual teams")).toBeVisible()
  await pick(page, "Actions for Annual teams", "Start an A/B test")
  await expect(title(page)).toHaveText("Start an A/B test")
  await write(page, "Name", "By keys")
  await write(page, "Save rate today", "40")
  await write(page, "Smallest effect", "20")
  await press(page, button("Set up the test"))
  await expect(title(page)).toHaveText("By keys")

  await press(page, page.getByRole("link", { name: "Edit the variant" }))
  await expect(title(page)).toHaveText("Annual teams, variant")
  await write(page, "Heading", "What went wrong?")
  await expect(page.getByText("Saved", { exact: true })).toBeVisible()
  await moveTo(page, wayBack(page), "Shift+Tab")
  await page.keyboard.press("Enter")

  await expect(button("Start the test…")).toBeVisible()
  await press(page, button("Start the test…"))
  await press(page, dialog.getByRole("button", { name: "Start the test" }))
  await expect(state(page)).toContainText("Enrolling")

  await pick(page, "More", "End it early")
  await press(page, dialog.getByRole("button", { name: "End the test" }))
  await expect(state(page)).toContainText("Awaiting a decision")

  await press(page, button("Choose the winner…"))
  const variant = dialog.getByRole("radio", { name: "The variant" })
  await expect(variant).toBeVisible()
  await moveTo(page, dialog.getByRole("radio").first())
  await page.keyboard.press("Space")
  if (!(await variant.isChecked())) await moveTo(page, variant, "ArrowDown")
  await expect(variant).toBeChecked()
  await write(page, "Note", "Plainer")
  await press(page, dialog.getByRole("button", { name: "Publish the variant" }))
  await expect(state(page)).toContainText("Completed")
  await expect(page.getByText("Chosen: variant.")).toBeVisible()
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

test("archiving the flow of a running test asks first, and gives the test up", async ({ page, acme }) => {
  await run(page, acme)
  await wayBack(page).click()
  const archive = async () => {
    await page.getByRole("button", { name: "Actions for Annual teams", exact: true }).click()
    await page.getByRole("menuitem", { name: "Archive" }).click()
  }
  const dialog = page.getByRole("dialog", { name: "An A/B test is in the way" })
  await archive()
  await dialog.getByRole("button", { name: "Leave it as it is" }).click()
  await expect(dialog).toHaveCount(0)
  await expect(page.getByRole("link", { name: /^Test running/ })).toBeVisible()
  await archive()
  await dialog.getByRole("button", { name: "Give the test up and archive it" }).click()
  await expect(page.getByRole("checkbox", { name: "Annual teams is on" })).toHaveCount(0)
  await page.getByRole("button", { name: /^Show \d archived$/ }).click()
  await expect(page.getByRole("list", { name: "Archived" })).toContainText("Annual teams")
  await page.getByRole("button", { name: "Show 1 past A/B test" }).click()
  await page.getByRole("link", { name: /^Other words/ }).click()
  await expect(state(page)).toContainText("Given up")
  await expect(page.getByText("Given up by Ada Lovelace")).toBeVisible()
})

test("a developer starts a test, a member pauses and resumes it, and as a viewer nobody does", async ({
  page,
  acme,
  browser,
}) => {
  await widenSegment(acme)
  await visit(page, "empty", "/flows")
  const theirs = await visitAs("alan", page, browser, "/flows")
  await setUp(theirs, "By a developer")
  await changeVariant(theirs)
  await start(theirs)
  await expect(theirs.getByText("Started by Alan Turing")).toBeVisible()

  await acme.setRole("alan", "member")
  await theirs.reload()
  await theirs.getByRole("button", { name: "Pause…" }).click()
  await theirs.getByRole("dialog").getByRole("button", { name: "Pause the test" }).click()
  await expect(state(theirs)).toContainText("Paused")
  const resume = theirs.getByRole("button", { name: "Resume…" })
  await resume.click()

  // whose role changes while the dialog stands there is refused
  await acme.setRole("alan", "viewer")
  const dialog = theirs.getByRole("dialog")
  await dialog.getByRole("button", { name: "Resume the test" }).click()
  await expect(dialog.getByRole("alert")).toBeVisible()
  await theirs.reload()
  await expect(state(theirs)).toContainText("Paused")
  await expect(theirs.getByRole("main").getByRole("button", { name: /Pause|Resume|More/ })).toHaveCount(0)
  await theirs.context().close()
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

test("a viewer reads a test and has nothing to press", async ({ page, acme, browser }) => {
  await run(page, acme)
  const theirs = await visitAs("katherine", page, browser, page.url())
  await expect(state(theirs)).toContainText("Enrolling")
  await expect(theirs.getByRole("main").getByRole("button", { name: /Pause|More|winner/ })).toHaveCount(0)
  await theirs.goto("/flows")
  await expect(theirs.getByRole("link", { name: /^Test running/ })).toBeVisible()
  await theirs.context().close()
})

test("who may not edit flows is told so where a test is set up", async ({ page }) => {
  await visit(page, "empty", "/flows/flow_1/ab-test", "viewer")
  await expect(page.getByText("Only Owners, Admins, Developers and Members can do this")).toBeVisible()
  await expect(page.getByRole("textbox")).toHaveCount(0)
})
