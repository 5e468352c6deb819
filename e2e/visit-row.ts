import { expect, type Locator, type Page } from "@playwright/test"
import { askDatabase } from "./ask-database.ts"

/** How a row of the Activity Stream is read. */

/** What can be read on a row, piece by piece. */
export const wordsOf = async (row: Locator) =>
  (await row.innerText())
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")

/** The tooltip of a mark or a word. */
export async function saidOn(page: Page, mark: Locator): Promise<string> {
  const tooltip = page.getByRole("tooltip")
  await page.mouse.move(0, 0)
  await expect(tooltip).toHaveCount(0)
  await mark.hover()
  await expect(tooltip).toBeVisible()
  const said = await tooltip.innerText()
  return said
}

/** The session with this outcome of one of the demo's customers, as it is stored. */
export async function stored(email: string, outcome: string) {
  const [session] = await askDatabase<{
    id: string
    customer_id: string
    created_at: Date
    age_months: number
  }>(
    `select id, customer_id, created_at, age_months
     from session where customer_email = $1 and outcome = $2`,
    [email, outcome],
  )
  if (!session) throw new Error(`${email} has no session that is ${outcome}`)
  return session
}

/** How long somebody had been subscribed, as the row says it of two to eleven months and of broken years. */
export const ageWords = (months: number) =>
  months < 12 ? `${months} months` : `${Math.floor(months / 12)} yr ${months % 12} mo`
