import { expect, options, test } from "./visit.ts"

test("closing the tab in the survey is an abandonment", async ({ page, visit }) => {
  const { flow, standIn } = visit
  await visit.open()
  await flow.getByRole("radio", { name: "Too expensive" }).check()
  await page.close({ runBeforeUnload: false })
  await expect
    .poll(() => standIn.reports.at(-1)?.session)
    .toMatchObject({
      aborted: true,
      canceled: false,
      surveyChoiceValue: "Too expensive",
    })
})

test("leaving while a handler is at work is no abandonment", async ({ page, visit }) => {
  const { flow, standIn } = visit
  await visit.open(options, "({handleDiscount: () => new Promise(() => {})})")
  await flow.getByRole("radio", { name: "Too expensive" }).check()
  await flow.getByRole("button", { name: "Continue" }).click()
  await flow.getByRole("button", { name: "Take half off" }).click()
  await expect(flow.getByText("One moment, we are taking care of it")).toBeVisible()
  await page.goto("about:blank")
  await expect
    .poll(() => standIn.reports.at(-1)?.session)
    .toMatchObject({ decisionState: "asked", acceptedOffer: { offerType: "DISCOUNT" } })
  expect(standIn.reports.filter(({ session }) => session.aborted)).toEqual([])
})

test("a page that comes back from the browser's cache carries on", async ({ page, visit }) => {
  const { flow, standIn } = visit
  await visit.open()
  await flow.getByRole("radio", { name: "Too expensive" }).check()
  await page.evaluate(() => {
    dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true }))
    dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }))
  })
  await expect.poll(() => standIn.reports.some(({ session }) => session.aborted)).toBe(true)
  const newest = () => standIn.reports.reduce((a, b) => (a.revision > b.revision ? a : b))
  await expect.poll(() => newest().session.aborted).toBeUndefined()
})

test("a decision that navigates away at once is still recorded", async ({ page, visit }) => {
  const { flow, standIn } = visit
  await visit.open(options, "({onDiscount: () => { location.href = 'about:blank' }})")
  await flow.getByRole("radio", { name: "Too expensive" }).check()
  await flow.getByRole("button", { name: "Continue" }).click()
  await flow.getByRole("button", { name: "Take half off" }).click()
  await page.waitForURL("about:blank")
  await expect.poll(() => standIn.reports.some(({ session }) => session.acceptedOffer)).toBe(true)
})
