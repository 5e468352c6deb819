import { expect, type Page } from "@playwright/test"
import type { Scenario } from "./state.ts"

/** A page as somebody finds it: `ready` brings it there and waits until it is. */
interface LookedAt {
  name: string
  scenario: Scenario
  address: string
  ready: (page: Page) => Promise<void>
}

export function look(
  name: string,
  scenario: Scenario,
  address: string,
  ready: (page: Page) => Promise<void>,
): LookedAt {
  return { name, scenario, address, ready }
}

/** A text stands on the page. */
export const see = (text: string) => (page: Page) =>
  expect(page.getByText(text).filter({ visible: true }).first()).toBeVisible()

/** A button is pressed, and its dialog stands there. */
export const ask = (name: string | RegExp) => async (page: Page) => {
  await page.getByRole("button", { name }).click()
  await expect(page.getByRole("dialog")).toBeVisible()
}

/** A button is pressed, and its panel offers values to tick. */
export const openPanel = (button: string | RegExp, panel: string) => async (page: Page) => {
  await page.getByRole("button", { name: button }).click()
  await expect(page.getByRole("dialog", { name: panel }).getByRole("checkbox").first()).toBeVisible()
}

export function sessionAt(number: number): string {
  return `/sessions/01990000-0000-7000-8000-${String(number).padStart(12, "0")}`
}
