import type { Page } from "@playwright/test"
import type { AcmeApp } from "./acme-app.ts"
import { openFlow } from "./customers.ts"
import { expect, visit } from "./visit.ts"

export const title = (page: Page) => page.getByRole("heading", { level: 1 })
export const state = (page: Page) => page.getByRole("status").filter({ hasText: "Annual teams" })
export const wayBack = (page: Page) => page.getByRole("navigation", { name: "Way back" }).getByRole("link")
/** The cells of a row of the arms, control first. */
export const arms = (page: Page, row: string) =>
  page
    .getByRole("region", { name: "Arms" })
    .getByRole("row", { name: new RegExp(`^${row}`) })
    .getByRole("cell")

/** Everybody who opens the flow belongs to the segment. */
export async function widenSegment(acme: AcmeApp) {
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
export async function bring(acme: AcmeApp, count: number, from = 0) {
  for (let number = from; number < from + count; number++) {
    const run = await openFlow(
      acme,
      { id: `test${number}`, email: `test${number}@example.com` },
      number * 1000,
    )
    await run.report(number % 3 === 0 ? { aborted: true } : { canceled: true })
  }
}

export async function setUp(page: Page, name: string) {
  await page.getByRole("button", { name: "Actions for Annual teams" }).click()
  await page.getByRole("menuitem", { name: "Start an A/B test" }).click()
  await expect(title(page)).toHaveText("Start an A/B test")
  await page.getByRole("textbox", { name: "Name" }).fill(name)
  await page.getByRole("textbox", { name: "Save rate today" }).fill("40")
  await page.getByRole("textbox", { name: "Smallest effect" }).fill("20")
  await page.getByRole("button", { name: "Set up the test" }).click()
  await expect(title(page)).toHaveText(name)
}

export async function changeVariant(page: Page) {
  await page.getByRole("link", { name: "Edit the variant" }).click()
  await expect(title(page)).toHaveText("Annual teams, variant")
  await page.getByRole("textbox", { name: "Heading" }).first().fill("What went wrong?")
  await expect(page.getByText("Saved", { exact: true })).toBeVisible()
  await wayBack(page).click()
}

export async function start(page: Page) {
  await page.getByRole("button", { name: "Start the test…" }).click()
  await page.getByRole("dialog").getByRole("button", { name: "Start the test" }).click()
  await expect(state(page)).toContainText("Enrolling")
}

/** A test of the segment's flow enrols, and the page of it is open. */
export async function run(page: Page, acme: AcmeApp) {
  await widenSegment(acme)
  await visit(page, "empty", "/flows")
  await setUp(page, "Other words")
  await changeVariant(page)
  await start(page)
}

export async function more(page: Page, item: string, button: string) {
  await page.getByRole("button", { name: "More" }).click()
  await page.getByRole("menuitem", { name: item }).click()
  await page.getByRole("dialog").getByRole("button", { name: button }).click()
  await expect(page.getByRole("dialog")).toHaveCount(0)
}
