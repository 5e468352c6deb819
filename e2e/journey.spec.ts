import { join } from "node:path"
import { expect, test } from "@playwright/test"
import { product, sessionsOf } from "./product.ts"
import { cancelAnyway, openShop, signIn, startCancelling } from "./visit.ts"

test("a customer cancels in the shop, and the retention manager sees the row at once", async ({
  page,
  browser,
}) => {
  await openShop(page, "lan_mira")
  const flow = await startCancelling(page)
  await cancelAnyway(flow, "Too expensive", "I liked it, I just cannot afford it this year.")

  const manager = await (await browser.newContext({ viewport: { width: 1280, height: 860 } })).newPage()
  await signIn(manager)
  const row = manager.getByRole("article").first()
  await expect(row).toHaveAccessibleName("mira.okafor@example.com, Cancelled")
  for (const words of ["Cancelled", "$12.00 / month", "Primary Flow", "Too expensive", "Override Present"]) {
    await expect(row.getByText(words, { exact: true })).toBeVisible()
  }
  await expect(row).toContainText("Feedback: I liked it, I just cannot afford it this year.")

  const [record] = await sessionsOf(page.request, "lan_mira")
  expect(record).toMatchObject({
    canceled: true,
    saveType: null,
    bounced: false,
    surveyChoiceValue: "Too expensive",
    feedback: "I liked it, I just cannot afford it this year.",
    customActionHandler: "handleCancel",
    stepsViewed: [
      { stepType: "SURVEY" },
      { stepType: "OFFER" },
      { stepType: "FREEFORM" },
      { stepType: "CONFIRM" },
    ],
    customer: { id: "lan_mira", email: "mira.okafor@example.com" },
  })

  // the picture at the top of the README
  if (process.env.UPDATE_SCREENSHOT) {
    await manager.screenshot({ path: join(import.meta.dirname, "../docs/images/activity-stream.png") })
  }
  await manager.context().close()
})

test("Load More walks through the demo data to its end, without a row twice", async ({ page }) => {
  await signIn(page)
  await page.goto(`${product.url}/?range=7d`)
  const rows = page.getByRole("article")
  await expect(rows).toHaveCount(10)
  const said = Number((await page.getByText(/^[\d,]+ sessions$/).innerText()).replace(/\D/g, ""))
  expect(said).toBeGreaterThan(100)
  const more = page.getByRole("button", { name: "Load More" })
  for (let shown = 10; shown < said; shown += 10) {
    await more.click()
    await expect(rows).toHaveCount(Math.min(shown + 10, said))
  }
  await expect(more).toHaveCount(0)
  const ids = await rows.evaluateAll((all) => all.map((row) => row.id))
  expect(new Set(ids).size).toBe(said)
})

test("the switch to test mode shows test sessions only, and the address can be sent to a colleague", async ({
  page,
}) => {
  await signIn(page)
  await page.getByRole("button", { name: /^Mode/ }).click()
  await page.getByRole("menuitemradio", { name: /^Test/ }).click()
  await expect(page.getByText("Test Mode").first()).toBeVisible()
  const address = page.url()
  const rows = await page.getByRole("article").count()
  await expect(page.getByText("Test Mode")).toHaveCount(rows)
  await page.goto("about:blank")
  await page.goto(address)
  await expect(page.getByText("Test Mode").first()).toBeVisible()
})
