import type { Page } from "@playwright/test"
import { expect } from "./visit.ts"

/** The panel of filters, in the words of whoever uses it. */

export const button = (page: Page) => page.getByRole("button", { name: /^Filters/ })
export const panel = (page: Page) => page.getByRole("dialog", { name: "Filters" })
export const group = (page: Page, title: string) =>
  panel(page).getByRole("group", { name: title, exact: true })
export const value = (page: Page, name: string) => panel(page).getByRole("checkbox", { name, exact: true })
export const exclude = (page: Page, name: string) =>
  panel(page).getByRole("button", { name: new RegExp(`^Excluded? ${name}$`) })

export async function open(page: Page) {
  await button(page).click()
  await expect(panel(page).getByRole("checkbox").first()).toBeVisible()
}

/** The filters as the API is asked for them. */
export function asked(url: string) {
  const params = [...new URL(url).searchParams]
  return params.filter(([key]) => !["mode", "from", "to", "size"].includes(key)).map((pair) => pair.join("="))
}
