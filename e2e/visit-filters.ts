import { expect, type Locator, type Page } from "@playwright/test"
import { askDatabase } from "./ask-database.ts"
import { filters, since, today } from "./visit-stream.ts"

/** The dropdown of filters, in the words of whoever uses it. */

const panel = (page: Page): Locator => page.getByRole("dialog", { name: "Filters" })
export const filterGroup = (page: Page, title: string): Locator =>
  panel(page).getByRole("group", { name: title, exact: true })

export async function openFilters(page: Page): Promise<void> {
  await filters(page).click()
  await expect(panel(page).getByRole("checkbox").first()).toBeVisible()
  // the way back of the focus is known, and the panel no longer moves
  await expect(panel(page)).toHaveCSS("opacity", "1")
}

export async function closeFilters(page: Page): Promise<void> {
  await page.keyboard.press("Escape")
  await expect(panel(page)).toHaveCount(0)
}

/** The checkbox of a value, which includes it. */
export const included = (group: Locator, name: string): Locator =>
  group.getByRole("checkbox", { name, exact: true })

/** Chooses that a value is not wanted. */
export async function exclude(group: Locator, name: string): Promise<void> {
  await group.getByRole("button", { name: `Exclude ${name}`, exact: true }).click()
}

/** All that a group offers, from the top: each value, and how many sessions have it. */
export async function offered(group: Locator): Promise<[value: string, sessions: number][]> {
  const showAll = group.getByRole("button", { name: /^Show all/ })
  if (await showAll.isVisible()) await showAll.click()
  const values = await group.getByRole("checkbox").all()
  return Promise.all(
    values.map(async (value): Promise<[string, number]> => {
      const { name, count } = await value.evaluate((input) => {
        const textOf = (attribute: string) =>
          input.ownerDocument.getElementById(input.getAttribute(attribute) ?? "")?.textContent ?? ""
        return { name: textOf("aria-labelledby"), count: textOf("aria-describedby") }
      })
      return [name.trim(), Number(count.replace(/\D/g, ""))]
    }),
  )
}

/** SQL: the session is of the last year, which is long enough for every value to occur. */
export const year = `mode = 'live' and ${since(`(${today} - interval '1 year')::date + 1`)}`

/**
 * What a group of filters must offer.
 * @param named SQL for the value of a session as the screen names it; null where it is not offered
 */
export async function countsOf(named: string, where = year): Promise<Record<string, number>> {
  const found = await askDatabase<{ value: string; count: number }>(
    `select ${named} as value, count(*)::int as count from session where ${where} and ${named} is not null group by 1`,
  )
  return Object.fromEntries(found.map(({ value, count }) => [value, count]))
}
