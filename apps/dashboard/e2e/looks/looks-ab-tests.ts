import { expect, type Page } from "@playwright/test"
import { ask, look, see } from "./looked-at.ts"

async function showPast(page: Page) {
  await page.getByRole("button", { name: "Show 2 past A/B tests" }).click()
  await expect(page.getByRole("list", { name: "Past A/B tests" }).getByRole("link")).toHaveCount(2)
}

async function askForEnd(page: Page) {
  await page.getByRole("button", { name: "More" }).click()
  await page.getByRole("menuitem", { name: "End it early" }).click()
  await expect(page.getByRole("dialog")).toBeVisible()
}

/** Flows with a test, and a test in each of its states. */
export const abTestPages = [
  look("flows with a test", "full", "/flows", see("Test running: 197 of 410")),
  look("past tests", "full", "/flows", showPast),
  look("hostile flows", "hostile", "/flows", see("Test running")),
  look("setting up a test", "full", "/flows/flow_3/ab-test", see("customers an arm, ")),
  look("setting up without customers", "empty", "/flows/flow_3/ab-test", see("The sample follows")),
  look("a test for none", "full", "/flows/flow_primary/ab-test", see("This is none")),
  look("a test that is set up", "full", "/flows/ab-tests/draft", see("Before it starts")),
  look("changing a plan", "full", "/flows/ab-tests/draft", changePlan),
  look("a running test", "full", "/flows/ab-tests/enrolling", see("so far")),
  look("a paused test", "full", "/flows/ab-tests/paused", see("Resume")),
  look("a test to decide", "full", "/flows/ab-tests/awaiting_decision", see("keeps more customers")),
  look("choosing a winner", "full", "/flows/ab-tests/awaiting_decision", ask("Choose the winner")),
  look("ending a test early", "full", "/flows/ab-tests/enrolling", askForEnd),
  look("a decided test", "full", "/flows/ab-tests/completed", see("Winner chosen")),
  look("a test that was given up", "full", "/flows/ab-tests/abandoned", see("Too few customers")),
  look("a hostile test", "hostile", "/flows/ab-tests/1", see("so far")),
  look("a long hostile test", "hostile", "/flows/ab-tests/0", see("so far")),
  look("no test", "full", "/flows/ab-tests/nothing", see("There is no such test")),
  look("a test with a fault", "fault", "/flows/ab-tests/enrolling", see("on its side")),
]

async function changePlan(page: Page) {
  await page.getByRole("button", { name: "Change the plan" }).click()
  await expect(page.getByRole("button", { name: "Save the plan" })).toBeVisible()
}
