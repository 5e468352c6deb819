import { expect, type Locator, type Page } from "@playwright/test"
import { askDatabase } from "./ask-database.ts"

/** What a retention manager sees and does in the Activity Stream. */

export const rows = (page: Page): Locator => page.getByRole("article")
export const rowOf = (page: Page, who: string, outcome: string): Locator =>
  page.getByRole("article", { name: `${who}, ${outcome}`, exact: true })
export const searchBox = (page: Page): Locator => page.getByRole("searchbox", { name: /^Search sessions/ })
export const dates = (page: Page): Locator => page.getByRole("button", { name: /^Date range/ })
export const filters = (page: Page): Locator => page.getByRole("button", { name: /^Filters/ })
export const chips = (page: Page): Locator => page.getByRole("list", { name: "Filters", exact: true })
export const loadMore = (page: Page): Locator => page.getByRole("button", { name: "Load More" })

/** How many sessions match, in the words of the screen. */
export const countWords = (count: number): string =>
  `${count.toLocaleString("en-US")} ${count === 1 ? "session" : "sessions"}`

export async function search(page: Page, text: string): Promise<void> {
  await searchBox(page).fill(text)
  await searchBox(page).press("Enter")
}

/** Opens the page on the rows of one of the demo's customers, whatever their date. */
export async function openRowsOf(page: Page, who: string): Promise<void> {
  await page.goto(`/?q=${encodeURIComponent(who)}`)
  await expect(rows(page).first()).toBeVisible()
}

/** The sessions on the screen, from the top. */
export async function shownIds(page: Page): Promise<string[]> {
  const ids = await rows(page).evaluateAll((all) => all.map((row) => row.id))
  return ids.map((id) => id.replace("session-", ""))
}

/** What the address says of the view; which workspace it is goes without saying. */
export function viewIn(page: Page): Record<string, string> {
  const { workspace: _, ...view } = Object.fromEntries(new URL(page.url()).searchParams)
  return view
}

/**
 * The stream shows the sessions that SQL finds: how many they are, and the newest ten of them in order.
 * @param where a condition on `session`; with `$1`, `$2` … for `values`
 * @returns all that SQL finds, newest first
 */
export async function expectSessions(
  page: Page,
  where: string,
  values: readonly unknown[] = [],
): Promise<string[]> {
  let ids: string[] = []
  // SQL is asked again each time: in the meantime a session may have settled
  await expect(async () => {
    const found = await askDatabase<{ id: string }>(
      `select id from session where ${where} order by created_at desc, id desc`,
      values,
    )
    ids = found.map(({ id }) => id)
    expect(ids.length).toBeGreaterThan(0)
    const count = page.getByRole("status").filter({ hasText: /^[\d,]+ sessions?$/ })
    await expect(count).toHaveText(countWords(ids.length), { timeout: 500 })
    expect(await shownIds(page)).toEqual(ids.slice(0, 10))
  }).toPass({ timeout: 60_000, intervals: [100] })
  return ids
}

/** SQL: the day it is where the browser is. */
export const today = "(now() at time zone 'Europe/Berlin')::date"

/** SQL: the session is of this day or later, where the browser is. */
export const since = (day: string): string => `created_at >= (${day})::timestamp at time zone 'Europe/Berlin'`

/** SQL: what the stream shows at first. */
export const atFirst = `mode = 'live' and ${since(`${today} - 89`)}`
