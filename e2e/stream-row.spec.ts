import { askDatabase } from "./ask-database.ts"
import { expect, test } from "./signed-in.ts"
import { openShop, startCancelling } from "./visit.ts"
import { ageWords, saidOn, stored, wordsOf } from "./visit-row.ts"
import { openRowsOf, rowOf, rows } from "./visit-stream.ts"

test("a row says, from left to right and down: who, the flow, the language, how it ended, when, at what price, why, for how long subscribed, and their own words", async ({
  page,
}) => {
  await openRowsOf(page, "ada@example.com")
  const { age_months } = await stored("ada@example.com", "canceled")
  expect(await wordsOf(rowOf(page, "ada@example.com", "Cancelled"))).toEqual([
    "ada@example.com",
    "Primary Flow",
    "EN",
    "Cancelled",
    expect.stringMatching(/^\d+ minutes ago$|^\d hours? ago$/),
    "$29.00 / month",
    "Missing features",
    `subscribed ${ageWords(age_months)}`,
    "What were you missing? Single sign-on for all of us",
    "Feedback: I like it, honestly. We just cannot work without single sign-on any more.",
  ])
})

test("a customer who never reached the survey or the feedback has none of this, and the row shows no empty shells", async ({
  page,
}) => {
  await openRowsOf(page, "grace@example.com")
  const { age_months } = await stored("grace@example.com", "canceled")
  expect(await wordsOf(rowOf(page, "grace@example.com", "Cancelled"))).toEqual([
    "grace@example.com",
    "Primary Flow",
    "EN",
    "Cancelled",
    expect.stringMatching(/ago$|^yesterday$/),
    "$290.00 / year",
    "California",
    "Maximal US Compliance",
    `subscribed ${ageWords(age_months)}`,
  ])
})

test("the play icon is lit where a run was recorded, and grey where none was or it was off, with the reason", async ({
  page,
}) => {
  await openRowsOf(page, "ada@example.com")
  const lit = page.getByRole("link", { name: "Watch the recording" }).first()
  await expect(lit).toHaveAttribute("href", /\/sessions\/[0-9a-f-]{36}\/recording/)
  const [unrecorded] = await askDatabase<{ customer_email: string }>(
    `select customer_email from session
     where mode = 'live' and customer_email is not null and outcome <> 'open' and bounced_by is null
     group by customer_email
     having count(*) = 1 and bool_and(verified and recording_state is null and not detail ? 'record')
     order by max(created_at) desc limit 1`,
  )
  await openRowsOf(page, unrecorded?.customer_email ?? "")
  await expect(rows(page)).toHaveCount(1)
  const none = rows(page).first()
  await expect(none.getByRole("link", { name: "Watch the recording" })).toHaveCount(0)
  const reason = "No recording was made of this session"
  expect(await saidOn(page, none.getByRole("button", { name: reason }))).toBe(reason)
  await openRowsOf(page, "felix@example.com")
  const off = "The page turned recording off for this session"
  const felix = rowOf(page, "felix@example.com", "Abandoned")
  expect(await saidOn(page, felix.getByRole("button", { name: off }))).toBe(off)
})

test("an icon copies the email, or the customer id where there is none, and says so", async ({
  page,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"])
  const copied = () => page.evaluate<string>("navigator.clipboard.readText()")
  await openRowsOf(page, "grace@example.com")
  const grace = rowOf(page, "grace@example.com", "Cancelled")
  await grace.getByRole("button", { name: "Copy email" }).click()
  await expect(grace.getByRole("status").getByText("Copied")).toHaveCount(1)
  expect(await copied()).toBe("grace@example.com")

  const [unnamed] = await askDatabase<{ customer_id: string }>(
    `select customer_id from session where mode = 'live' and customer_email is null and customer_id is not null
     order by created_at desc limit 1`,
  )
  const id = unnamed?.customer_id ?? ""
  await openRowsOf(page, id)
  await expect(rows(page).first().getByText(id, { exact: true })).toBeVisible()
  await rows(page).first().getByRole("button", { name: "Copy customer ID" }).click()
  await expect.poll(copied).toBe(id)
})

test("with the customer profile feature on the email opens the profile page, with it off it is a word", async ({
  page,
}) => {
  await openRowsOf(page, "hugo@example.com")
  await rowOf(page, "hugo@example.com", "Cancelled").getByRole("link", { name: "hugo@example.com" }).click()
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("hugo@example.com")
  const tied = page.getByRole("list", { name: "Within 24 hours: one of these counts" }).getByRole("listitem")
  await expect(tied.first()).toContainText("Counts; the other one does not")
  await expect(tied.nth(1)).toContainText("Bounced: replaced by the session of")

  await askDatabase("update workspace set customer_profiles = false")
  try {
    await openRowsOf(page, "hugo@example.com")
    const row = rowOf(page, "hugo@example.com", "Cancelled")
    await expect(row.getByText("hugo@example.com", { exact: true })).toBeVisible()
    await expect(row.getByRole("link", { name: "hugo@example.com" })).toHaveCount(0)
  } finally {
    await askDatabase("update workspace set customer_profiles = true")
  }
})

test("every outcome has its label, with price and billing interval where known, and who is on trial a marker", async ({
  page,
}) => {
  const expected = [
    ["noah", "Discount", "CA$17.00 / month"],
    ["mila", "Paused", "€27.50 / month"],
    ["kenji", "Extended Trial", "¥1,680 / month"],
    ["manon", "Contacted Support", "€275.50 / year"],
    ["oscar", "Plan Change", "€750.50 / year"],
    ["yuki", "Redirected", "A$9.00 / week"],
    ["omar", "Rebate", "$29.00 / month"],
    ["petra", "Onboarding call", "SEK 790.00 / month"],
    ["felix", "Abandoned", "€75.00 every 3 months"],
    ["emil", "Cancelled", "$1.50 / day"],
  ] as const
  await openRowsOf(page, "@example.com")
  const oldest = rowOf(page, "emil@example.com", "Cancelled")
  while ((await oldest.count()) === 0) {
    const before = await rows(page).count()
    await page.getByRole("button", { name: "Load More" }).click()
    await expect(rows(page)).not.toHaveCount(before)
  }
  for (const [who, outcome, price] of expected) {
    const row = rowOf(page, `${who}@example.com`, outcome)
    await expect(row.getByText(outcome, { exact: true })).toBeVisible()
    await expect(row.getByText(price, { exact: true })).toBeVisible()
    await expect(row.getByText("On Trial", { exact: true })).toHaveCount(who === "kenji" ? 1 : 0)
  }
})

test("a session that is still open is In progress", async ({ page }) => {
  const shop = await page.context().newPage()
  await openShop(shop, "lan_elise")
  await startCancelling(shop)
  await openRowsOf(page, "elise.")
  await expect(rows(page).first()).toHaveAccessibleName(/^elise\..+, In progress$/)
  await shop.close()
})

test("how long ago it was, with exact time and zone on hover; and how long the customer had been subscribed", async ({
  page,
}) => {
  await openRowsOf(page, "oscar@example.com")
  const row = rowOf(page, "oscar@example.com", "Plan Change")
  const { created_at, age_months } = await stored("oscar@example.com", "saved")
  const hours = Math.floor((Date.now() - created_at.getTime()) / 3_600_000)
  const exact = new Intl.DateTimeFormat("en-GB", {
    dateStyle: "full",
    timeStyle: "medium",
    timeZone: "Europe/Berlin",
  }).format(created_at)
  const ago = row.getByRole("button", { name: new RegExp(`^(${hours - 1}|${hours}) hours? ago$`) })
  const said = await saidOn(page, ago)
  expect(said.replace(",", "")).toMatch(new RegExp(`^${exact.replace(",", "")} CES?T \\(Europe/Berlin\\)$`))
  const age = row.getByRole("button", { name: `subscribed ${ageWords(age_months)}` })
  expect(await saidOn(page, age)).toMatch(/^Subscribed since \d+ \w+ \d{4}$/)
})

for (const [who, region, rule] of [
  ["camille", "France", "Single-Click Compliance"],
  ["grace", "California", "Maximal US Compliance"],
] as const) {
  test(`a session ended by the Cancel Now button has a second line: ${region}, ${rule}`, async ({ page }) => {
    await openRowsOf(page, `${who}@example.com`)
    const words = await wordsOf(rowOf(page, `${who}@example.com`, "Cancelled"))
    const place = words.indexOf(region)
    expect(words.slice(place, place + 2)).toEqual([region, rule])
    await openRowsOf(page, "ada@example.com")
    await expect(rows(page).getByText("Compliance")).toHaveCount(0)
  })
}

test("below the row the follow-up question in bold with its answer, and a Feedback: block; to the right the survey choice, cut to fit", async ({
  page,
}) => {
  await openRowsOf(page, "ada@example.com")
  const row = rowOf(page, "ada@example.com", "Cancelled")
  for (const lead of ["What were you missing?", "Feedback:"]) {
    await expect(row.getByText(lead, { exact: true })).toHaveCSS("font-weight", /^[6-9]00$/)
  }
  const [choice, who, answer] = await Promise.all(
    ["Missing features", "ada@example.com", "What were you missing?"].map((words) =>
      row.getByText(words, { exact: true }).boundingBox(),
    ),
  )
  if (!choice || !who || !answer) throw new Error("A part of the row has no place")
  expect(choice.x).toBeGreaterThan(who.x + who.width)
  expect(answer.y).toBeGreaterThan(choice.y + choice.height)

  // as if the reason were longer than its place
  const reason = row.getByText("Missing features", { exact: true })
  await expect(reason).toHaveCSS("text-overflow", "ellipsis")
  await expect(reason).toHaveCSS("white-space", "nowrap")
})
