import type { Locator, Page } from "@playwright/test"
import { state, title, wayBack, widenSegment } from "./ab-test-steps.ts"
import { expect, test, visit } from "./visit.ts"

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
