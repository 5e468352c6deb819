import { newId } from "../../../server/src/db/new-id.ts"
import { fixtureNow } from "../rows.ts"
import { breakDown, expect, test, visit } from "./visit.ts"

const hoursAgo = (hours: number) => new Date(fixtureNow.getTime() - hours * 3_600_000)

test.beforeEach(async ({ acme }) => {
  const request = (hours: number, customer: string) => ({
    workspace_id: acme.place.acme.id,
    id: newId(hoursAgo(hours)),
    mode: "live" as const,
    customer_id: customer,
    action: "cancel" as const,
    body: JSON.stringify({ cancelAtPeriodEnd: true }),
    requested_at: hoursAgo(hours),
  })
  const waiting = (hours: number, customer: string) => ({
    ...request(hours, customer),
    person_called_at: hoursAgo(hours),
    subscription_id: `sub_of_${customer}`,
  })
  await acme.database.db
    .insertInto("action_request")
    .values(
      [
        waiting(30, "cus_oldest"),
        { ...waiting(2, "cus_newest"), last_error: "A schedule owns it." },
        {
          ...request(1, "cus_tried"),
          subscription_id: null,
          person_called_at: null,
          try_again_at: hoursAgo(-0.5),
          last_error: "Away.",
        },
      ].map((row) => ({ try_again_at: null, last_error: null, ...row })),
    )
    .execute()
})

test("what waits stands in the navigation and is listed from the oldest on", async ({ page }) => {
  await visit(page, "full", "/")
  const link = page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Requests" })
  await expect(link).toHaveText("Requests2 waiting")
  await link.click()
  const rows = page.getByRole("list", { name: "Waiting" }).getByRole("listitem")
  await expect(rows).toHaveText([
    /^cus_oldest.*Cancel at the end of the period.*Subscription sub_of_cus_oldest.*yesterday.*Waits for a person/,
    /^cus_newest.*Cancel at the end of the period.*2 hours ago.*The last try: A schedule owns it\..*Waits for a person/,
  ])
  await page.getByRole("navigation", { name: "Requests" }).getByRole("link", { name: "On their way" }).click()
  await expect(page.getByRole("list", { name: "On their way" }).getByRole("listitem")).toHaveText([
    /^cus_tried.*Is tried again.*next try/,
  ])
})

test("one is marked as done by keyboard, with a note, and taken back", async ({ page }) => {
  await visit(page, "full", "/requests")
  const oldest = page.getByRole("listitem").filter({ hasText: "cus_oldest" })
  await oldest.getByRole("button", { name: "Mark as done" }).press("Enter")
  const dialog = page.getByRole("dialog", { name: "Mark as done?" })
  await expect(dialog.getByText("you will confirm it by mail")).toBeVisible()
  await expect(dialog.getByRole("textbox", { name: "Note" })).toBeFocused()
  await page.keyboard.type("Ended in the shop.")
  await dialog.getByRole("button", { name: "Mark as done" }).press("Enter")
  await expect(page.getByRole("status").filter({ hasText: "It is marked as done." })).toBeVisible()
  await expect(oldest).toHaveCount(0)
  await expect(page.getByRole("navigation", { name: "Main" }).getByText("1 waiting")).toBeVisible()
  await page.getByRole("link", { name: "Done" }).click()
  const done = page.getByRole("list", { name: "Done" }).getByRole("listitem")
  await expect(done).toHaveText([/^cus_oldest.*Ended in the shop\..*Done.*by owner@example.com.*Take back/])
  await done.getByRole("button", { name: "Take back" }).click()
  await expect(page.getByText("It waits for a person again.")).toBeVisible()
  await page.getByRole("navigation", { name: "Requests" }).getByRole("link", { name: "Waiting" }).click()
  await expect(oldest).toHaveCount(1)
})

test("what could not be done needs a reason, which stands under Refused", async ({ page }) => {
  await visit(page, "full", "/requests")
  const newest = page.getByRole("listitem").filter({ hasText: "cus_newest" })
  await newest.getByRole("button", { name: "Could not be done" }).click()
  const dialog = page.getByRole("dialog", { name: "Could it not be done?" })
  await dialog.getByRole("button", { name: "Close as refused" }).click()
  await expect(dialog.getByText("Say why, for whoever reads it later.")).toBeVisible()
  await dialog.getByRole("textbox").fill("It ended last year.")
  await dialog.getByRole("button", { name: "Close as refused" }).click()
  await expect(newest).toHaveCount(0)
  await page.getByRole("link", { name: "Refused" }).click()
  // what the billing system said stands beside it
  await expect(page.getByRole("listitem").filter({ hasText: "cus_newest" })).toContainText(
    /The last try: A schedule owns it\..*It ended last year\./,
  )
})

test("a viewer reads what waits, and is told who may settle it", async ({ page }) => {
  await visit(page, "full", "/requests", "viewer")
  const oldest = page.getByRole("listitem").filter({ hasText: "cus_oldest" })
  for (const name of ["Mark as done", "Could not be done"]) {
    const button = oldest.getByRole("button", { name })
    await expect(button).toHaveAttribute("aria-disabled", "true")
    await expect(button).toHaveAccessibleDescription("Only Owners and Admins can do this; you are a Viewer.")
  }
})

test("somebody else settled it meanwhile: the dialog says so, and a fault of the list says what to do", async ({
  page,
  acme,
}) => {
  await visit(page, "full", "/requests")
  const oldest = page.getByRole("listitem").filter({ hasText: "cus_oldest" })
  await oldest.getByRole("button", { name: "Mark as done" }).click()
  await acme.database.db
    .updateTable("action_request")
    .set({ state: "applied", settled_at: fixtureNow })
    .where("customer_id", "=", "cus_oldest")
    .execute()
  await page.getByRole("dialog").getByRole("button", { name: "Mark as done" }).click()
  await expect(page.getByRole("alert")).toContainText("This request is settled already: it is applied.")
  await breakDown(page, /\/api\/.*\/requests\?/)
  await page.reload()
  await expect(page.getByRole("alert")).toContainText("req-7f3a91")
})
