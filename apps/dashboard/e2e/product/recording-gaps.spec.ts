import { fixtureNow } from "../rows.ts"
import { breakDown, expect, goTo, hold, rowOf, signInAs, test, visit } from "./visit.ts"
import { flowIn, headings, watch, words } from "./visit-recording.ts"
import { recordRun } from "./watchable.ts"

test("of a recording with gaps what came is played, and what is missing is said", async ({ page, acme }) => {
  const id = await recordRun(acme, { email: "mary@example.com", pieces: [0, 2] })
  await signInAs("ada", page.context())
  await goTo(page, "/?q=mary")
  await rowOf(page, "mary@example.com")
    .getByRole("link", { name: "Watch the recording, which has gaps" })
    .click()
  await expect(
    page.getByRole("status").filter({ hasText: "A piece of the recording did not arrive." }),
  ).toBeVisible()
  await page.keyboard.press("End")
  await expect(flowIn(page).locator(".ending")).toBeVisible()
  await expect(words(page)).toContainText("1 piece of the log is missing")
  await watch(page, id, "#at=answer")
  await expect(flowIn(page).getByRole("heading", { name: headings.survey })).toBeVisible()
})

for (const { name, run, says } of [
  {
    name: "whose first piece is missing",
    run: { pieces: [1, 2] },
    says: "The first piece of the recording did not arrive, so it cannot be shown.",
  },
  {
    name: "whose player is not kept",
    run: { build: "0".repeat(32) },
    says: "The scripts that drew this flow are not kept here, so the recording cannot be shown.",
  },
  {
    name: "of which nothing came",
    run: { pieces: [] },
    says: "Recording was on, and nothing of it arrived.",
  },
  {
    name: "that the page turned off",
    run: { pieces: [], said: { unrecorded: "call" } },
    says: "The page turned recording off for this session.",
  },
]) {
  test(`a recording ${name} says so and is told in words`, async ({ page, acme }) => {
    const id = await recordRun(acme, { email: "mary@example.com", ...run })
    await watch(page, id)
    await expect(page.getByText(says, { exact: true })).toBeVisible()
    await expect(words(page).getByRole("listitem").first()).toBeVisible()
    await expect(page.locator("iframe")).toHaveCount(0)
  })
}

test("a run that goes on is shown as far as it came, and the rest when it is asked for", async ({
  page,
  acme,
}) => {
  const id = await recordRun(acme, { email: "mary@example.com", pieces: [0], isEnded: false })
  await watch(page, id)
  await expect(page.getByText("This session is being recorded.")).toBeVisible()
  await expect(page.getByRole("button", { name: "Load what came since" })).toBeVisible()
  await expect(flowIn(page).getByRole("heading", { name: headings.survey })).toBeVisible()
})

test("a recording that was deleted says so; one of another system leads there with the name of its host", async ({
  page,
  acme,
}) => {
  const id = await recordRun(acme, { email: "mary@example.com" })
  await acme.database.db
    .updateTable("recording")
    .set({ wrapped_key: null, deleted_at: fixtureNow })
    .where("session_id", "=", id)
    .execute()
  await watch(page, id)
  await expect(page.getByText("The recording was deleted.")).toBeVisible()
  await visit(page, "full", "/")
  await rowOf(page, "ada@example.com").first().press("Enter")
  await page.getByRole("link", { name: "Recording", exact: true }).click()
  await expect(page.getByRole("link", { name: "Watch on recordings.example" })).toHaveAttribute(
    "href",
    "https://recordings.example/ada",
  )
})

test("a fault leaves the way to try again, and a slow answer the shape of the page", async ({
  page,
  acme,
}) => {
  const id = await recordRun(acme, { email: "mary@example.com" })
  const path = /\/api\/.*\/recording$/
  await hold(page, path)
  await watch(page, id)
  await expect(page.getByRole("status").filter({ hasText: "Loading the recording" })).toBeAttached()
  await page.unrouteAll()
  await breakDown(page, path)
  await page.reload()
  await expect(page.getByRole("alert")).toContainText("req-7f3a91")
  await page.unrouteAll()
  await page.getByRole("button", { name: "Try again" }).click()
  await expect(flowIn(page).getByRole("heading", { name: headings.survey })).toBeVisible()
})
