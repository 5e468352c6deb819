import { askDatabase } from "./ask-database.ts"
import { expect, test } from "./signed-in.ts"
import { saidOn, stored } from "./visit-row.ts"
import { openRowsOf, rowOf, rows } from "./visit-stream.ts"

test("Test Mode and Sandbox are badges outside live", async ({ page }) => {
  for (const [mode, email, outcome, badge] of [
    ["test", "qa+7@example.com", "Cancelled", "Test Mode"],
    ["sandbox", "qa+8@example.com", "Paused", "Sandbox"],
  ] as const) {
    await page.goto(`/?mode=${mode}&q=${encodeURIComponent(email)}`)
    await expect(rowOf(page, email, outcome).first().getByText(badge, { exact: true })).toBeVisible()
  }
  await openRowsOf(page, "ada@example.com")
  for (const badge of ["Test Mode", "Sandbox"]) await expect(rows(page).getByText(badge)).toHaveCount(0)
})

test("the flow name opens the exact published version this customer saw, whatever was published since", async ({
  page,
}) => {
  const [seen] = await askDatabase<{ customer_id: string }>(
    `select customer_id from session join blueprint on blueprint.id = session.blueprint_id
     where mode = 'live' and blueprint.version = 1 and session.segment_id is null
       and customer_id is not null order by session.created_at desc limit 1`,
  )
  await openRowsOf(page, seen?.customer_id ?? "")
  await rows(page).last().getByRole("link", { name: "Primary Flow" }).click()
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Primary Flow, version 1")
  await expect(page.getByText("Version 4 is published now")).toBeVisible()
  await expect(page.getByRole("heading", { name: "Why do you want to cancel?" })).toBeVisible()

  await openRowsOf(page, "oscar@example.com")
  await rowOf(page, "oscar@example.com", "Plan Change").getByRole("link", { name: "Annual teams" }).click()
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Annual teams, version 1")
  await expect(page.getByText("This is what is published now.")).toBeVisible()
})

for (const { who, outcome, code, says } of [
  {
    who: "manon",
    outcome: "Contacted Support",
    code: "FR",
    says: "Shown in French, translated automatically",
  },
  { who: "mila", outcome: "Paused", code: "DE", says: "Shown in German, translated by your own override" },
  {
    who: "felix",
    outcome: "Abandoned",
    code: "EN",
    says: "Left in English: no translation into Dutch (Netherlands) was available",
  },
  { who: "grace", outcome: "Cancelled", code: "EN", says: "Shown in English, the flow's own language" },
]) {
  test(`the language badge of ${who} is ${code}, and on hover: ${says}`, async ({ page }) => {
    await openRowsOf(page, `${who}@example.com`)
    const badge = rowOf(page, `${who}@example.com`, outcome).getByRole("button", { name: code, exact: true })
    expect(await saidOn(page, badge)).toBe(says)
    await expect(badge.locator("svg")).toHaveCount(says.includes("own language") ? 0 : 1)
  })
}

test("Override Present where the embedding page's own callback ran; the tooltip lists which", async ({
  page,
}) => {
  await openRowsOf(page, "emil@example.com")
  const badge = rowOf(page, "emil@example.com", "Cancelled").getByRole("button", { name: "Override Present" })
  expect(await saidOn(page, badge)).toBe("Your own code ran: handleDiscount, handleCancel")
  await openRowsOf(page, "grace@example.com")
  await expect(rows(page).getByText("Override Present")).toHaveCount(0)
})

test("the bounce arrow names the session that replaced this one, and links to it", async ({ page }) => {
  await openRowsOf(page, "hugo@example.com")
  const winner = await stored("hugo@example.com", "canceled")
  const arrow = rowOf(page, "hugo@example.com", "Discount").getByRole("link", { name: /^Bounced/ })
  expect(await saidOn(page, arrow)).toMatch(
    /^Replaced by a session of the same customer: Cancelled, .+\(Europe\/Berlin\)\. This one is bounced, so it is left out of every number\.$/,
  )
  await arrow.click()
  await expect(rowOf(page, "hugo@example.com", "Cancelled")).toBeFocused()
  await expect(
    rowOf(page, "hugo@example.com", "Cancelled").getByRole("link", { name: /^Bounced/ }),
  ).toHaveCount(0)

  // where the list does not have it, the arrow leads to its page
  await page.goto("/?offer=discount&range=7d")
  await rowOf(page, "hugo@example.com", "Discount")
    .getByRole("link", { name: /^Bounced/ })
    .click()
  await expect(page).toHaveURL(new RegExp(`/sessions/${winner.id}`))
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Session of hugo@example.com")
  await expect(page.getByText("It counts. One other session of this customer does not")).toBeVisible()
})
