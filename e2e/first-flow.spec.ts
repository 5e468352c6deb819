import { expect, type Page, test } from "@playwright/test"
import { embed, flowOf, hashOf, serveSite } from "./embedding-page.ts"
import { choose, goOn, signIn } from "./visit.ts"

/** What somebody does who has just made a workspace, with nothing to go by but what the screens say. */

serveSite()

const main = (page: Page) => page.getByRole("main")
const reason = "The colours make me sad"

test("an empty workspace leads to a flow in one's own words on one's own page, and the first customer to its row", async ({
  page,
  browser,
}) => {
  await signIn(page)
  await page.getByRole("button", { name: /^Workspace/ }).click()
  await page.getByRole("menuitem", { name: "New workspace…" }).click()
  await page.getByRole("dialog").getByLabel("Name").fill("Paint by letters")
  await page.getByRole("dialog").getByLabel("Name").press("Enter")
  await expect(page.getByRole("button", { name: /^Workspace/ })).toContainText("Paint by letters")
  await expect(main(page).getByText("No live sessions")).toBeVisible()
  const empty = page.url()

  // the words of the flow
  await main(page).getByRole("link", { name: "Flows" }).click()
  await main(page).getByRole("link", { name: "Primary Flow" }).click()
  await main(page).getByRole("textbox", { name: "Choice 1", exact: true }).fill(reason)
  const preview = page.frameLocator("iframe[title='Preview of the flow']").frameLocator("iframe")
  await expect(preview.getByText(reason, { exact: true })).toBeVisible()
  await page.getByRole("button", { name: "Publish…" }).click()
  await page.getByRole("dialog").getByRole("button", { name: "Publish" }).click()
  await expect(page.getByText(/^Live: version 2 of /)).toBeVisible()

  // the lines for the page, and the key that proves who a customer is
  await page.goto(empty)
  const code = main(page).getByRole("code")
  const tags = await code.filter({ hasText: "/js/app.js" }).innerText()
  const call = await code.filter({ hasText: 'init("show"' }).innerText()
  await expect(code.filter({ hasText: "createHmac" })).toContainText("flowKey")
  await main(page).getByRole("link", { name: "Keys" }).click()
  await expect(page.getByRole("button", { name: /^Workspace/ })).toContainText("Paint by letters")
  await page.getByRole("button", { name: "Create flow key" }).click()
  const dialog = page.getByRole("dialog")
  await dialog.getByLabel("Name").fill("Checkout server")
  await dialog.getByRole("button", { name: "Create flow key" }).click()
  const flowKey = await dialog.getByRole("code").innerText()

  const customer = await (await browser.newContext()).newPage()
  const proven = call.replace('authHash: "…"', `authHash: "${hashOf("cus_42", flowKey)}"`)
  await embed(customer, { tags, call: proven })
  const flow = flowOf(customer)
  await choose(flow, reason)
  await goOn(flow)
  await goOn(flow)
  await flow.getByRole("button", { name: "Cancel subscription" }).click()
  await expect(flow.getByRole("heading", { name: "Your subscription is cancelled" })).toBeVisible()
  await customer.context().close()

  await page.goto(empty)
  await expect(page.getByRole("article")).toHaveCount(1)
  await expect(page.getByRole("article")).toContainText(reason)
})
