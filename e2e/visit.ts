import { expect, type FrameLocator, type Locator, type Page } from "@playwright/test"
import { foldFigures } from "../apps/dashboard/e2e/fold-figures.ts"
import { product } from "./product.ts"

/** What customers and retention managers do, in their words. */

/** Opens the shop as one of its customers, who has not cancelled anything yet. */
export async function openShop(page: Page, customer: string, query = ""): Promise<void> {
  await page.request.post(`${product.url}/shop/api/reset`, { data: { customer } })
  await page.goto(`${product.url}/shop/?customer=${customer}${query}`)
}

/** Presses the shop's cancel button; answers the flow that opens. */
export async function startCancelling(page: Page): Promise<FrameLocator> {
  await page.getByRole("button", { name: "Cancel subscription" }).click()
  const flow = page.frameLocator("holdfast-flow iframe")
  // a flow begins with its survey or with an offer
  const firstStep = flow.getByRole("radio").or(flow.getByRole("button", { name: /^No thanks/ }))
  await expect(firstStep.first()).toBeVisible()
  return flow
}

export async function choose(flow: FrameLocator, reason: string): Promise<void> {
  await flow.getByRole("radio", { name: reason }).click()
}

export const goOn = (flow: FrameLocator) => flow.getByRole("button", { name: "Continue" }).click()

/** From the survey to the end, through whatever is offered. */
export async function cancelAnyway(
  flow: FrameLocator,
  reason = "Too expensive",
  feedback = "",
): Promise<void> {
  await choose(flow, reason)
  await goOn(flow)
  await flow.getByRole("button", { name: /^No thanks/ }).click()
  if (feedback) await flow.getByRole("textbox").fill(feedback)
  await goOn(flow)
  await flow.getByRole("button", { name: "Cancel subscription" }).click()
  await expect(flow.getByRole("heading", { name: "Your subscription is cancelled" })).toBeVisible()
}

/**
 * The same on a page without handlers, of a customer whom the demo's billing does not know: the offer is declined, and the
 * cancellation waits for a person.
 */
export async function askToCancel(flow: FrameLocator, reason = "Too expensive"): Promise<void> {
  await choose(flow, reason)
  await goOn(flow)
  await flow.getByRole("button", { name: /^No thanks/ }).click()
  await goOn(flow)
  await flow.getByRole("button", { name: "Cancel subscription" }).click()
  await expect(flow.getByRole("heading", { name: "Your request has arrived" })).toBeVisible()
}

export async function signIn(page: Page): Promise<void> {
  // these tests are of the stream; the figures above it have their own
  await foldFigures(page)
  await page.goto(product.url)
  await page.getByLabel("Email").fill(product.owner.email)
  await page.getByRole("textbox", { name: "Password" }).fill(product.owner.password)
  await page.getByRole("button", { name: "Sign in" }).click()
  await expect(page.getByRole("heading", { name: "Activity Stream" })).toBeVisible()
}

/** The rows of a customer, newest first. */
export const rowsOf = (page: Page, email: string): Locator =>
  page.getByRole("article").filter({ has: page.getByText(email, { exact: true }) })
