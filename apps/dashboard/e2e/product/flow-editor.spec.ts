import type { Page } from "@playwright/test"
import { complaintsOf } from "../../../../e2e/axe.ts"
import { breakDown, expect, goTo, test, visit, visitAs } from "./visit.ts"

const heading = (page: Page) => page.getByRole("textbox", { name: "Heading" }).first()
const choices = (page: Page) => page.getByRole("textbox", { name: /^Choice \d+$/ })
const choiceTexts = (page: Page) =>
  choices(page).evaluateAll((all) => all.map((each) => (each as HTMLInputElement).value))
const saved = (page: Page) => expect(page.getByText("Saved", { exact: true })).toBeVisible()
const saves = (page: Page) => {
  const seen: string[] = []
  page.on("request", (request) => {
    if (request.method() === "PUT" && request.url().endsWith("/draft")) seen.push(request.url())
  })
  return seen
}
/** The line says how far the draft is from what is live. */
const differences = (page: Page, words: string) =>
  expect(page.getByText(words, { exact: true })).toBeVisible()

test("what is typed saves itself; a tab that is gone afterwards has lost nothing", async ({
  page,
  context,
}) => {
  await visit(page, "full", "/flows/flow_1")
  await heading(page).fill("What is wrong?")
  await saved(page)
  await differences(page, "1 difference")
  await page.close({ runBeforeUnload: false })
  const again = await context.newPage()
  await goTo(again, "/flows/flow_1")
  await expect(heading(again)).toHaveValue("What is wrong?")
})

test("an editor that nobody touches writes nothing, whatever is looked at", async ({ page }) => {
  const seen = saves(page)
  await visit(page, "full", "/flows/flow_1")
  for (const place of ["Initial offer", "Final offer", "Confirmation", "Look and settings", "Who sees it"]) {
    await page.getByRole("button", { name: place }).click()
  }
  await page.getByRole("link", { name: "History" }).click()
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("History of Annual teams")
  expect(seen).toEqual([])
})

test("a choice is dragged to another place, and where it is now is told", async ({ page }) => {
  await visit(page, "full", "/flows/flow_1")
  await expect(choices(page).first()).toBeVisible()
  const [first, second, ...others] = await choiceTexts(page)
  const rows = page.getByRole("listitem").filter({ has: page.getByRole("textbox", { name: /^Choice \d+$/ }) })
  await rows.nth(1).locator("[draggable]").dragTo(rows.nth(0))
  await expect.poll(() => choiceTexts(page)).toEqual([second, first, ...others])
  await expect(page.getByRole("status").filter({ hasText: "is now" })).toHaveText(
    `${second} is now 1 of ${others.length + 2}`,
  )
  await saved(page)
})

test("a draft is saved with its faults; the way to publish leads to each of them", async ({ page }) => {
  await visit(page, "full", "/flows/flow_1")
  await choices(page).nth(1).fill("too expensive")
  await page.getByRole("button", { name: "Initial offer" }).click()
  await page.getByRole("textbox", { name: "Longest pause" }).fill("0")
  await saved(page)
  await page.getByRole("button", { name: "Publish…" }).click()
  const dialog = page.getByRole("dialog", { name: "Publish Annual teams" })
  await expect(dialog.getByRole("listitem")).toHaveText([
    "Initial offer: the longest pause is no time at all.",
    "Survey, choice 2: the text says the same as choice 1.",
  ])
  await expect(dialog.getByRole("button", { name: /^Publish/ })).toHaveCount(0)
  await dialog.getByText("Survey, choice 2").click()
  await expect(dialog).toHaveCount(0)
  await expect(choices(page).nth(1)).toBeFocused()
  await page.getByRole("button", { name: "Publish…" }).click()
  await dialog.getByText("Initial offer").click()
  await expect(page.getByRole("textbox", { name: "Longest pause" })).toBeFocused()
})

test("an offer of the company's own has data, which is saved as it is typed and has to be an object before it goes live", async ({
  page,
}) => {
  await visit(page, "full", "/flows/flow_1")
  await page.getByRole("button", { name: "Initial offer" }).click()
  await page.getByRole("combobox", { name: "Kind of offer" }).selectOption("Your own")
  await page.getByRole("textbox", { name: "Name of the offer" }).fill("Onboarding call")
  const data = page.getByRole("textbox", { name: "Data (JSON)" })
  await data.fill("{minutes: 30}")
  await saved(page)
  await page.getByRole("button", { name: "Publish…" }).click()
  const dialog = page.getByRole("dialog", { name: "Publish Annual teams" })
  await dialog.getByText('Initial offer: the data is no object of JSON, such as {"minutes": 30}.').click()
  await expect(data).toBeFocused()
  await data.fill('{"minutes": 30}')
  await saved(page)
  await page.getByRole("button", { name: "Publish…" }).click()
  await expect(dialog.getByText('{"minutes": 30}').first()).toBeVisible()
  await expect(dialog.getByRole("button", { name: /^Publish/ })).toBeVisible()
})

test("an offer that nobody can carry out keeps a draft from being published, and its sentence leads to the offer", async ({
  page,
}) => {
  await visit(page, "full", "/flows/flow_1")
  await page.getByRole("button", { name: "Initial offer" }).click()
  const longest = page.getByRole("textbox", { name: "Longest pause" })
  await longest.fill("2")
  await saved(page)
  const fault = "is one that nobody can carry out in live mode: the Stripe key lacks Subscriptions (Write)"
  let guid = ""
  await page.route("**/flows/*/publish", async (route) => {
    const body = { error: { code: "has_faults", message: "The draft cannot be published like this." } }
    const faults = [{ path: "steps[0].offer.offerType", guid, fault }]
    await route.fulfill({ status: 422, json: { ...body, faults } })
  })
  guid = (await longest.evaluate((each) => (each.closest("[data-field]") as HTMLElement).dataset.field)) ?? ""
  guid = guid.slice(0, guid.indexOf(":"))
  await page.getByRole("button", { name: "Publish…" }).click()
  const dialog = page.getByRole("dialog", { name: "Publish Annual teams" })
  await dialog.getByRole("button", { name: /^Publish version/ }).click()
  await dialog.getByText(`Initial offer: the offer ${fault}.`).click()
  await expect(dialog).toHaveCount(0)
  await expect(page.getByRole("combobox", { name: "Kind of offer" })).toBeFocused()
})

test("a coupon is picked from what the billing has, by keyboard, and any text can be typed while it is silent", async ({
  page,
}) => {
  const asked: (string | null)[] = []
  let isSilent = false
  await page.route("**/billing/terms?*", async (route) => {
    const query = new URL(route.request().url()).searchParams
    asked.push(query.get("search"))
    const terms = [
      { id: "STAY20", words: "20% off, 3 months", modes: ["live", "test"] },
      { id: "half", words: "Welcome back: 50% off, once", modes: ["test"] },
    ]
    const found = terms.filter(({ id, words }) =>
      `${id} ${words}`.toLowerCase().includes(query.get("search") ?? ""),
    )
    await (isSilent ? route.abort() : route.fulfill({ json: { terms: found } }))
  })
  await visit(page, "full", "/flows/flow_1")
  await page.getByRole("button", { name: "Initial offer" }).click()
  await page.getByRole("combobox", { name: "Kind of offer" }).selectOption("Discount")
  const coupon = page.getByRole("combobox", { name: "Coupon id" })
  expect(asked).toEqual([])
  await coupon.click()
  const options = page.getByRole("listbox").getByRole("option")
  await expect(options).toHaveText([
    "STAY2020% off, 3 months (Live, Test)",
    "halfWelcome back: 50% off, once (Test)",
  ])
  await coupon.fill("welcome")
  await expect(options).toHaveText(["halfWelcome back: 50% off, once (Test)"])
  await coupon.press("ArrowDown")
  await coupon.press("Enter")
  await expect(coupon).toHaveValue("half")
  await saved(page)
  isSilent = true
  await coupon.fill("OTHER")
  await expect.poll(() => asked.at(-1)).toBe("OTHER")
  await saved(page)
  await page.reload()
  await page.getByRole("button", { name: "Initial offer" }).click()
  await expect(page.getByRole("combobox", { name: "Coupon id" })).toHaveValue("OTHER")
})

test("publishing shows what changes, takes a note, and the history has it", async ({ page }) => {
  await visit(page, "full", "/flows/flow_1")
  await page.getByRole("button", { name: "Initial offer" }).click()
  await page.getByRole("button", { name: "Turn it off" }).click()
  await page.getByRole("button", { name: "Survey", exact: true }).click()
  await heading(page).fill("What is wrong?")
  await page.getByRole("button", { name: "Publish…" }).click()
  const dialog = page.getByRole("dialog", { name: "Publish Annual teams" })
  await expect(dialog.getByRole("list", { name: "Differences" })).toContainText(
    "Heading: What makes you want to cancel? What is wrong?",
  )
  await expect(dialog.getByRole("list", { name: "Differences" })).toContainText("Offer is taken out")
  await dialog.getByRole("textbox", { name: "Note" }).fill("Shorter")
  await dialog.getByRole("button", { name: "Publish version 4" }).click()
  await expect(dialog).toHaveCount(0)
  await differences(page, "No differences")
  await expect(page.getByText(/^Live: version 4/)).toBeVisible()
  await page.getByRole("link", { name: "History" }).click()
  const newest = page.getByRole("listitem").filter({ hasText: "Version 4" })
  await expect(newest).toContainText("by Ada Lovelace")
  await expect(newest).toContainText("Shorter")
})

test("undo and redo go over what this person did; discarding goes back to what is live, and can be undone", async ({
  page,
}) => {
  await visit(page, "full", "/flows/flow_1")
  await heading(page).fill("One")
  await choices(page).first().fill("Two")
  await page.keyboard.press("Control+z")
  await expect(choices(page).first()).toHaveValue("Too expensive")
  await expect(heading(page)).toHaveValue("One")
  await page.getByRole("button", { name: "Redo" }).click()
  await expect(choices(page).first()).toHaveValue("Two")
  await saved(page)
  await page.getByRole("button", { name: "More" }).click()
  await page.getByRole("menuitem", { name: "Discard the draft" }).click()
  await expect(heading(page)).toHaveValue("What makes you want to cancel?")
  await differences(page, "No differences")
  await page.getByRole("button", { name: "Undo" }).click()
  await expect(heading(page)).toHaveValue("One")
  await saved(page)
  await page.reload()
  await expect(choices(page).first()).toHaveValue("Two")
})

test("an old version is restored as the draft, and customers go on with what is live", async ({ page }) => {
  await visit(page, "full", "/flows/flow_1/history")
  await expect(page.getByText("From version 2 to version 3")).toBeVisible()
  await page.getByRole("radio", { name: "Compare from Version 1" }).check()
  await expect(page.getByText("From version 1 to version 3")).toBeVisible()
  await page.getByRole("button", { name: "Restore Version 1 as the draft" }).click()
  await page.getByRole("button", { name: "Restore version 1", exact: true }).click()
  await expect(page).toHaveURL("/flows/flow_1?workspace=acmecloud")
  await expect(heading(page)).toHaveValue("Why do you want to cancel?")
  await expect(page.getByText(/^Live: version 3/)).toBeVisible()
})

test("choices are put in order by keyboard alone: told, and the focus stays with the one that moves", async ({
  page,
}) => {
  await visit(page, "full", "/flows/flow_1")
  await choices(page).first().focus()
  await page.keyboard.press("Alt+ArrowDown")
  await expect(page.getByRole("status").filter({ hasText: "Too expensive is now 2 of 2" })).toBeAttached()
  await expect(choices(page).nth(1)).toBeFocused()
  expect(await choiceTexts(page)).toEqual(["Missing features", "Too expensive"])
  const up = page.getByRole("button", { name: "Move Too expensive up" })
  await up.press("Enter")
  await expect(up).toBeFocused()
  expect(await choiceTexts(page)).toEqual(["Too expensive", "Missing features"])
  await page.getByRole("button", { name: "Add a choice" }).press("Enter")
  await expect(choices(page).nth(2)).toBeFocused()
  await page.keyboard.type("Too slow")
  await page.getByRole("button", { name: "Delete Missing features" }).press("Enter")
  await expect(choices(page).nth(1)).toBeFocused()
  await saved(page)
  await page.reload()
  await expect(choices(page).first()).toBeVisible()
  expect(await choiceTexts(page)).toEqual(["Too expensive", "Too slow"])
})

test("a choice asks and offers: every kind with what it needs", async ({ page }) => {
  await visit(page, "full", "/flows/flow_1")
  await page.getByRole("button", { name: /^What Too expensive leads to/ }).click()
  await page.getByLabel("Follow-up question").selectOption("Options to pick from")
  await page.getByRole("textbox", { name: "Question" }).fill("How much?")
  await page.getByRole("textbox", { name: "Option 1" }).fill("A little")
  await page.getByRole("textbox", { name: "Option 2" }).fill("A lot")
  const offer = page.getByLabel("Offer for this reason")
  await offer.selectOption("Change of plan")
  await page.getByRole("textbox", { name: "Name" }).fill("Small")
  await page.getByRole("combobox", { name: "Price id" }).fill("price_1")
  await page.getByRole("textbox", { name: "Price", exact: true }).fill("9.5")
  await saved(page)
  await expect(page.getByRole("button", { name: /^What Too expensive leads to/ })).toHaveAccessibleName(
    "What Too expensive leads to: asks · A change of plan to Small ($9.50 / month)",
  )
  await offer.selectOption("Redirect")
  await page.getByRole("textbox", { name: "Address" }).fill("javascript:alert(1)")
  await expect(page.getByText("This is no address that begins with https:, http: or mailto:.")).toBeVisible()
  await offer.selectOption("Contact support")
  await expect(page.getByText("only pages with handleSupportRequest show it")).toBeVisible()
  await page.reload()
  await page.getByRole("button", { name: /^What Too expensive leads to/ }).click()
  await expect(page.getByRole("textbox", { name: "Option 2" })).toHaveValue("A lot")
})

test("a merge field comes from the menu, is shown as a chip, and stays plain text", async ({ page }) => {
  await visit(page, "full", "/flows/flow_1")
  await heading(page).fill("Why, ?")
  await heading(page).evaluate((field: HTMLInputElement) => field.setSelectionRange(5, 5))
  await page.getByRole("button", { name: "Insert a merge field into Heading" }).click()
  await page.getByRole("menuitem", { name: "First name" }).click()
  await expect(heading(page)).toHaveValue("Why, {{CUSTOMER_NAME.FIRST|there}}?")
  await expect(page.getByText("First nameor “there”")).toBeVisible()
})

test("without a network it is said, everything stays, and it is saved when the network is back", async ({
  page,
  context,
}) => {
  await visit(page, "full", "/flows/flow_1")
  await expect(heading(page)).toBeVisible()
  await context.setOffline(true)
  await heading(page).fill("Offline")
  await expect(page.getByText("Not saved: Holdfast cannot be reached.")).toBeVisible()
  await page.getByRole("link", { name: "History" }).click()
  await expect(page.getByRole("dialog", { name: "Leave what is not saved?" })).toBeVisible()
  await page.getByRole("button", { name: "Stay", exact: true }).click()
  await choices(page).first().fill("Still offline")
  await context.setOffline(false)
  await saved(page)
  await page.reload()
  await expect(heading(page)).toHaveValue("Offline")
  await expect(choices(page).first()).toHaveValue("Still offline")
})

test("what a tab could not save before it was closed is there the next time", async ({ page, context }) => {
  await visit(page, "full", "/flows/flow_1")
  await breakDown(page, /\/draft$/)
  await heading(page).fill("Kept here")
  await expect(page.getByText("Not saved: Holdfast has a fault.")).toBeVisible()
  await page.close({ runBeforeUnload: false })
  const again = await context.newPage()
  await goTo(again, "/flows/flow_1")
  await expect(heading(again)).toHaveValue("Kept here")
  await saved(again)
})

test("two people: edits of different parts both survive, and the same part asks", async ({
  page,
  browser,
}) => {
  await visit(page, "full", "/flows/flow_1")
  const grace = await visitAs("grace", page, browser, "/flows/flow_1?workspace=acmecloud")
  await expect(heading(grace)).toBeVisible()
  await expect(choices(page).first()).toBeVisible()
  await choices(page).first().fill("Price")
  await saved(page)
  await choices(grace).nth(1).fill("Speed")
  await saved(grace)
  await expect(choices(grace).first()).toHaveValue("Price")
  await expect(choices(page).nth(1)).toHaveValue("Speed")
  await grace.context().setOffline(true)
  await heading(grace).fill("Grace asks")
  await expect(grace.getByText("Not saved: Holdfast cannot be reached.")).toBeVisible()
  await heading(page).fill("Ada asks")
  await expect(heading(page)).toHaveValue("Ada asks")
  await saved(page)
  await expect.poll(() => page.getByText("Saving", { exact: true }).count()).toBe(0)
  await grace.context().setOffline(false)
  const clash = grace.getByRole("alert", { name: "Changed by two people" })
  await expect(clash).toContainText("Ada asks")
  await expect(clash).toContainText("Grace asks")
  await clash.getByRole("button", { name: /^Take/ }).click()
  await expect(heading(grace)).toHaveValue("Ada asks")
  await expect(clash).toHaveCount(0)
  await grace.context().close()
})

test("a viewer reads the flow", async ({ page }) => {
  const seen = saves(page)
  await visit(page, "full", "/flows/flow_1", "viewer")
  await expect(heading(page)).toHaveAttribute("readonly", "")
  await expect(page.getByText("You read only")).toBeVisible()
  await expect(page.getByRole("button", { name: /^(Undo|Add|Delete|Move|Turn|More)/ })).toHaveCount(0)
  await expect(page.getByRole("button", { name: "Publish…" })).toHaveAttribute("aria-disabled", "true")
  expect(seen).toEqual([])
})

test("the preview is the widget itself, at the step that is edited, and leaves the focus where one types", async ({
  page,
}) => {
  await visit(page, "full", "/flows/flow_1")
  const customer = page.frameLocator("iframe[title='Preview of the flow']").frameLocator("iframe")
  await expect(customer.getByRole("heading", { name: "What makes you want to cancel?" })).toBeVisible()
  await heading(page).fill("Why, {{CUSTOMER_NAME.FIRST|there}}?")
  await expect(customer.getByRole("heading", { name: "Why, Ada?" })).toBeVisible()
  await expect(heading(page)).toBeFocused()
  await page.getByRole("button", { name: "Confirmation" }).click()
  await expect(customer.getByRole("heading", { name: "Cancel your subscription" })).toBeVisible()
  await page.getByRole("button", { name: "Survey", exact: true }).click()
  await page.getByRole("button", { name: /^What Missing features leads to/ }).click()
  await expect(customer.getByText("What were you missing?")).toBeVisible()
  await page.getByRole("button", { name: "As Ada Lovelace" }).click()
  await expect(customer.getByRole("heading", { name: "Why, there?" })).toBeVisible()
  await expect(customer.locator("html")).toHaveAttribute("dir", "ltr")
  await page.getByLabel("Language that the page asks for").selectOption("Arabic")
  await expect(customer.locator("html")).toHaveAttribute("dir", "rtl")
  await expect(customer.getByRole("button", { name: "متابعة" })).toBeVisible()
})

test("while a rule of click to cancel is on, the preview shows the flow with Cancel now and without it", async ({
  page,
  acme,
}) => {
  const cancelNow = page
    .frameLocator("iframe[title='Preview of the flow']")
    .frameLocator("iframe")
    .getByRole("button", { name: "Cancel now" })
  const inSight = page.getByRole("button", { name: "Where Cancel now is in sight" })
  await acme.changeWorkspace({ single_click_compliance: true })
  await visit(page, "full", "/flows/flow_1")
  await expect(inSight).toHaveAttribute("aria-pressed", "true")
  await expect(cancelNow).toBeVisible()
  await page.getByRole("button", { name: "Feedback" }).click()
  await expect(cancelNow).toBeVisible()
  await inSight.click()
  await expect(cancelNow).toHaveCount(0)
  await expect(inSight).toHaveAttribute("aria-pressed", "false")
})

test("the rules of a segment stand beside whom they reach", async ({ page }) => {
  await visit(page, "full", "/flows/flow_1")
  await page.getByRole("button", { name: "Who sees it" }).click()
  const reach = page.getByRole("region", { name: "Reach" })
  await expect(reach).toContainText("of the last")
  await expect(reach).toContainText("PRODUCT_ID: not recorded of")
  await page.getByRole("button", { name: "Delete rule 3" }).click()
  await page.getByRole("button", { name: "Delete rule 2" }).click()
  await page.getByRole("button", { name: "Save the rules" }).click()
  await expect(page.getByRole("button", { name: "Take it back" })).toHaveCount(0)
  await page.reload()
  await page.getByRole("button", { name: "Who sees it" }).click()
  await expect(page.getByRole("group", { name: /^Rule \d/ })).toHaveCount(1)
})

for (const [width, colorScheme] of [
  [1440, "light"],
  [1440, "dark"],
  [390, "light"],
] as const) {
  test(`at ${width} px, ${colorScheme}, axe finds nothing and nothing hangs out`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 })
    await page.emulateMedia({ colorScheme })
    await visit(page, "full", "/flows/flow_1")
    const check = async () => {
      const complaints = await complaintsOf(page, "iframe")
      expect(complaints).toEqual([])
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
      ).toBeLessThanOrEqual(0)
    }
    await page.getByRole("button", { name: /^What Missing features leads to/ }).click()
    await check()
    for (const place of [
      "Initial offer",
      "Final offer",
      "Confirmation",
      "Languages",
      "Look and settings",
      "Who sees it",
    ]) {
      await page.getByRole("button", { name: place }).click()
      await check()
    }
    await page.getByRole("link", { name: "History" }).click()
    await expect(page.getByText("From version 2 to version 3")).toBeVisible()
    await check()
  })
}
