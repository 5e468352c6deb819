import { expect, type Page } from "@playwright/test"

/** How a workspace gets one more person, in the words of both. */

/** Invites somebody, as an owner or admin; answers the link that the dialog shows once. */
export async function invite(page: Page, email: string, role: string): Promise<string> {
  await page.getByRole("link", { name: "People" }).click()
  await page.getByRole("button", { name: "Invite" }).click()
  await page.getByLabel("Email").fill(email)
  await page.getByRole("radio", { name: role }).check()
  await page.getByRole("button", { name: "Send invitation" }).click()
  const link = await page.getByRole("textbox", { name: "Link" }).inputValue()
  await page.getByRole("button", { name: "Done" }).click()
  return link
}

/** Takes the invitation that is open, as somebody who is new; ends on the Activity Stream. */
export async function join(page: Page, who: { name: string; password: string }): Promise<void> {
  await page.getByLabel("Your name").fill(who.name)
  await page.getByRole("textbox", { name: "Choose a password" }).fill(who.password)
  await page.getByRole("button", { name: "Join" }).click()
  await expect(page.getByRole("heading", { name: "Activity Stream" })).toBeVisible()
}
