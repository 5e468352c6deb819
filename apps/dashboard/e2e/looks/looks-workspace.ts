import { expect, type Page } from "@playwright/test"
import { ask, look, openPanel, see } from "./looked-at.ts"

async function revokeFirst(page: Page) {
  await page
    .getByRole("button", { name: /^Actions / })
    .first()
    .click()
  await page.getByRole("menuitem", { name: "Revoke…" }).click()
  await expect(page.getByRole("dialog")).toBeVisible()
}

async function markFirst(page: Page) {
  await page.getByRole("button", { name: "Mark as done" }).first().click()
  await expect(page.getByRole("dialog")).toBeVisible()
}

const endpointAt = "/webhooks/01990000-0000-7000-b000-000000000001"

async function openFirstDelivery(page: Page) {
  await page.getByRole("button", { name: "Details" }).first().click()
  await expect(page.getByRole("textbox", { name: "What is sent" })).toBeVisible()
}

async function openTray(page: Page) {
  await page.getByRole("button", { name: /^Exports/ }).click()
  await expect(page.getByRole("dialog", { name: "Exports" }).getByRole("listitem").first()).toBeVisible()
}

const exportAt = (key: string) => `/exports/01990000-0000-7000-a000-000000000003?key=${key}`

/** People, keys, exports, mail and the audit log. */
export const workspacePages = [
  look("people without mail", "no-mail", "/people", see("Mail is not configured.")),
  look("people", "full", "/people", see("Expired")),
  look("hostile people", "hostile", "/people", see("<img")),
  look("people on their way", "slow", "/people", see("Members")),
  look("inviting", "full", "/people", ask("Invite")),
  look("removing", "hostile", "/people", ask(/^Remove <img/)),
  look("handing over", "full", "/people", ask("Hand over ownership")),
  look("keys", "full", "/keys", see("flow_K001")),
  look("no keys", "empty", "/keys", see("Flow keys")),
  look("hostile keys", "hostile", "/keys", see("flow_K001")),
  look("revoking a hostile key", "hostile", "/keys", revokeFirst),
  look("hostile exports", "hostile", "/", openTray),
  look("an export", "full", exportAt("k3y"), see("Check the file")),
  look("a hostile export", "hostile", exportAt("k3y"), see("Check the file")),
  look("a lost export", "full", exportAt("lost"), see("What it holds")),
  look("an expired export", "full", exportAt("expired"), see("This link has expired")),
  look("a changed link to an export", "full", exportAt("changed"), see("This link is not whole")),
  look("requests", "full", "/requests", see("managed by a schedule")),
  look("marking a request", "full", "/requests", markFirst),
  look("hostile requests", "hostile", "/requests", see("The last try")),
  look("no requests", "empty", "/requests", see("Nothing waits for a person")),
  look("webhooks", "full", "/webhooks", see("five days of failure")),
  look("hostile webhooks", "hostile", "/webhooks", see("delivered in 7 days")),
  look("no webhooks", "empty", "/webhooks", see("No endpoint yet")),
  look("webhooks on their way", "slow", "/webhooks", see("Servers of yours")),
  look("adding an endpoint", "full", "/webhooks", ask("Add endpoint")),
  look("an endpoint", "full", endpointAt, openFirstDelivery),
  look("a hostile endpoint", "hostile", endpointAt, openFirstDelivery),
  look("sending again", "full", endpointAt, ask("Send again since…")),
  look("removing an endpoint", "hostile", endpointAt, ask("Remove…")),
  look("mail", "full", "/outbox", see("ECONNREFUSED")),
  look("no mail server", "no-mail", "/outbox", see("nothing is sent")),
  look("hostile mail", "hostile", "/outbox", see("Waiting")),
  look("empty outbox", "empty", "/outbox", see("No mail yet")),
  look("audit log", "full", "/audit-log", openPanel("Every action", "What: Every action")),
  look("hostile audit log", "hostile", "/audit-log", see("192.0.2.7")),
  look("empty audit log", "empty", "/audit-log?q=x&nonsense=1", see("Nothing in the log matches")),
  look("a page for others", "teams", "/audit-log?workspace=app_north", see("Only Owners and Admins")),
]
