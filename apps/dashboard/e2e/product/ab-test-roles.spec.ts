import { changeVariant, run, setUp, start, state, widenSegment } from "./ab-test-steps.ts"
import { expect, test, visit, visitAs } from "./visit.ts"

test("a developer starts a test, a member pauses and resumes it, and as a viewer nobody does", async ({
  page,
  acme,
  browser,
}) => {
  await widenSegment(acme)
  await visit(page, "empty", "/flows")
  const theirs = await visitAs("alan", page, browser, "/flows")
  await setUp(theirs, "By a developer")
  await changeVariant(theirs)
  await start(theirs)
  await expect(theirs.getByText("Started by Alan Turing")).toBeVisible()

  await acme.setRole("alan", "member")
  await theirs.reload()
  await theirs.getByRole("button", { name: "Pause…" }).click()
  await theirs.getByRole("dialog").getByRole("button", { name: "Pause the test" }).click()
  await expect(state(theirs)).toContainText("Paused")
  const resume = theirs.getByRole("button", { name: "Resume…" })
  await resume.click()

  // whose role changes while the dialog stands there is refused
  await acme.setRole("alan", "viewer")
  const dialog = theirs.getByRole("dialog")
  await dialog.getByRole("button", { name: "Resume the test" }).click()
  await expect(dialog.getByRole("alert")).toBeVisible()
  await theirs.reload()
  await expect(state(theirs)).toContainText("Paused")
  await expect(theirs.getByRole("main").getByRole("button", { name: /Pause|Resume|More/ })).toHaveCount(0)
  await theirs.context().close()
})

test("a viewer reads a test and has nothing to press", async ({ page, acme, browser }) => {
  await run(page, acme)
  const theirs = await visitAs("katherine", page, browser, page.url())
  await expect(state(theirs)).toContainText("Enrolling")
  await expect(theirs.getByRole("main").getByRole("button", { name: /Pause|More|winner/ })).toHaveCount(0)
  await theirs.goto("/flows")
  await expect(theirs.getByRole("link", { name: /^Test running/ })).toBeVisible()
  await theirs.context().close()
})

test("who may not edit flows is told so where a test is set up", async ({ page }) => {
  await visit(page, "empty", "/flows/flow_1/ab-test", "viewer")
  await expect(page.getByText("Only Owners, Admins, Developers and Members can do this")).toBeVisible()
  await expect(page.getByRole("textbox")).toHaveCount(0)
})
