import { expect, test } from "./signed-in.ts"
import { closeFilters, filterGroup, included, openFilters } from "./visit-filters.ts"
import { dates, expectSessions, rowOf, since, today } from "./visit-stream.ts"

test("trial customers on the annual plan, in year two, who said Too expensive and took no offer: one is opened, read why, and sent to a colleague", async ({
  page,
  colleague,
}) => {
  await page.goto("/")
  await dates(page).click()
  await page.getByRole("button", { name: "Last Year" }).click()
  await openFilters(page)
  for (const [title, value] of [
    ["Subscription Status", "On Trial"],
    ["Billing Interval", "Annual"],
    ["Response", "Too expensive"],
    ["Subscription Age (Years)", "1 - 2 year(s)"],
    ["Offer Accepted", "No offer"],
  ] as const) {
    await included(filterGroup(page, title), value).check()
  }
  await closeFilters(page)
  await expectSessions(
    page,
    `mode = 'live' and ${since(`(${today} - interval '1 year')::date + 1`)} and on_trial
      and billing_interval = 'YEAR' and survey_choice_value = 'Too expensive'
      and age_months between 12 and 23 and offer_type is null`,
  )

  const row = rowOf(page, "nadia@example.com", "Cancelled")
  for (const words of ["On Trial", "$290.00 / year", "Too expensive"]) {
    await expect(row.getByText(words, { exact: true }).first()).toBeVisible()
  }
  await row.getByRole("link", { name: "Cancelled" }).click()
  await page.waitForURL(/\/sessions\//)

  await colleague.goto(page.url())
  for (const reader of [page, colleague]) {
    await expect(reader.getByRole("heading", { level: 1 })).toHaveText("Session of nadia@example.com")
    const why = reader.getByRole("region", { name: "Why" })
    await expect(why).toContainText("The subscription was cancelled in the flow on")
    await expect(why).toContainText("It counts: there is no other settled session of this customer")
    await expect(why).toContainText("The segment On trial matched")
    await expect(why).toContainText("Subscription status is TRIALING here: TRIALING")
    const timeline = reader.getByRole("region", { name: "Timeline" })
    await expect(timeline.getByRole("listitem").last()).toHaveText("Cancelled")
    await expect(timeline.getByText("declined")).toBeVisible()
    await expect(reader.getByRole("region", { name: "Answers" })).toContainText("Reason: Too expensive")
    const customer = reader.getByRole("region", { name: "Customer at the time" })
    await expect(customer).toContainText("price_pro_annual_usd")
    await expect(customer).toContainText("$290.00 / year")
  }
  await expect(colleague.getByRole("button", { name: /^Account/ })).toContainText("Nora Colleague")
  const seen = await page.getByRole("main").innerText()
  // the owner alone may delete what was recorded
  const ofOwner = "Delete recording\n"
  expect(seen).toContain(ofOwner)
  expect(await colleague.getByRole("main").innerText()).toBe(seen.replace(ofOwner, ""))
})
