import { AxeBuilder } from "@axe-core/playwright"
import { expect, test } from "./visit.ts"

test("the whole flow works by keyboard alone", async ({ page, visit }) => {
  const { flow, standIn } = visit
  await visit.open()
  await expect(flow.getByRole("heading", { name: "Sorry to see you go, Ada" })).toBeFocused()
  await page.keyboard.press("Tab")
  await page.keyboard.press("Space")
  await expect(flow.getByRole("radio", { name: "Too expensive" })).toBeChecked()
  await page.keyboard.press("ArrowDown")
  await page.keyboard.press("ArrowDown")
  await expect(flow.getByRole("radio", { name: "I do not use it enough" })).toBeChecked()
  await page.keyboard.press("Tab")
  await page.keyboard.press("Enter")
  await expect(flow.getByRole("heading", { name: "Would a break help?" })).toBeFocused()
  await expect(page.getByRole("dialog", { name: "Would a break help?" })).toBeVisible()
  expect(standIn.opened).toHaveLength(1)
})

test("Tab goes round inside the flow, in both directions", async ({ page, visit }) => {
  const { flow } = visit
  await visit.open()
  await flow.getByRole("radio").first().waitFor()
  await flow.getByRole("button", { name: "Continue" }).focus()
  await page.keyboard.press("Tab")
  await expect(flow.getByRole("button", { name: "Close" })).toBeFocused()
  await page.keyboard.press("Shift+Tab")
  await expect(flow.getByRole("button", { name: "Continue" })).toBeFocused()
})

test("Escape closes from inside, the focus returns to the button, the page scrolls again", async ({
  page,
  visit,
}) => {
  const { flow, standIn } = visit
  await visit.open()
  await flow.getByRole("radio").first().waitFor()
  await page.keyboard.press("Escape")
  await expect(page.locator("holdfast-flow")).toHaveCount(0)
  await expect(page.getByRole("button", { name: "Cancel subscription" })).toBeFocused()
  await expect.poll(() => standIn.reports.at(-1)?.session.aborted).toBe(true)
  expect(await page.evaluate(() => document.documentElement.style.overflow)).toBe("")
})

test("Escape closes while the flow still loads", async ({ page, visit }) => {
  visit.standIn.mood.open = "silent"
  await visit.open()
  await expect(page.locator("holdfast-flow")).toHaveCount(1)
  await page.keyboard.press("Escape")
  await expect(page.locator("holdfast-flow")).toHaveCount(0)
})

for (const scheme of ["light", "dark"] as const) {
  test(`no step has an accessibility fault, ${scheme}`, async ({ page, visit }) => {
    const { flow } = visit
    const dark = "<style>body{background:#111;color:#eee}</style>"
    visit.standIn.pageBody = scheme === "dark" ? dark : ""
    await visit.open()
    const faults = async () => {
      // a step that is half faded in has no colours to judge
      await expect
        .poll(() => flow.locator("body").evaluate((body) => body.ownerDocument.getAnimations().length))
        .toBe(0)
      const { violations } = await new AxeBuilder({ page }).include("holdfast-flow").analyze()
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)
    }
    const press = (name: string) => flow.getByRole("button", { name }).click()
    await flow.getByRole("radio", { name: "Something is missing" }).check()
    await press("Continue")
    expect(await faults()).toEqual([])
    await flow.getByRole("radio", { name: "Too expensive" }).check()
    await press("Continue")
    await flow.getByText("50% off").waitFor()
    expect(await faults()).toEqual([])
    await press("No thanks")
    await flow.getByText("How long").waitFor()
    expect(await faults()).toEqual([])
    await press("No thanks")
    await flow.getByRole("textbox").waitFor()
    expect(await faults()).toEqual([])
    await press("Continue")
    await press("Cancel subscription")
    expect(await faults()).toEqual([])
    await flow.getByRole("checkbox").check()
    await press("Cancel subscription")
    await flow.getByRole("heading", { name: "Your subscription is cancelled" }).waitFor()
    expect(await faults()).toEqual([])
  })
}
