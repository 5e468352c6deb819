import { expect, test } from "./visit.ts"

test("a customer cancels, and the server receives the whole way with a rising revision", async ({
  visit,
}) => {
  const { flow, standIn } = visit
  await visit.open()
  await flow.getByRole("radio", { name: "Something is missing" }).check()
  await flow.getByRole("radio", { name: "Team accounts" }).check()
  await flow.getByRole("button", { name: "Continue" }).click()
  await flow.getByRole("button", { name: "No thanks" }).click()
  await flow.getByRole("textbox", { name: "Your answer" }).fill("It was good while it lasted")
  await flow.getByRole("button", { name: "Continue" }).click()
  await flow.getByRole("checkbox").check()
  await flow.getByRole("button", { name: "Cancel subscription" }).click()
  await expect(flow.getByRole("heading", { name: "Your subscription is cancelled" })).toBeFocused()
  await expect.poll(() => standIn.reports.at(-1)?.session.canceled).toBe(true)

  expect(standIn.actions).toMatchObject([
    { app: "abc", action: "cancel", body: { cancelAtPeriodEnd: true, blueprintId: "blueprint-1" } },
  ])
  const revisions = standIn.reports.map(({ revision }) => revision)
  expect(revisions).toEqual([...new Set(revisions)].sort((a, b) => a - b))
  const [opened] = standIn.opened
  const last = standIn.reports.at(-1)
  expect(opened).toMatchObject({ app: "abc", customerId: "cus_1", run: last?.run, detectedLang: "en-US" })
  expect(last?.session).toMatchObject({
    surveyChoiceValue: "Something is missing",
    followupQuestion: "What is missing?",
    followupResponse: "Team accounts",
    feedback: "It was good while it lasted",
    canceled: true,
    presentedOffers: [{ guid: "offer-pause", accepted: false }],
  })
  expect(last?.session.stepsViewed?.map(({ stepType }) => stepType)).toEqual([
    "SURVEY",
    "OFFER",
    "FREEFORM",
    "CONFIRM",
  ])
})

test("a customer takes the discount that their reason raised", async ({ visit }) => {
  const { flow, standIn } = visit
  await visit.open()
  await flow.getByRole("radio", { name: "Too expensive" }).check()
  await flow.getByRole("button", { name: "Continue" }).click()
  await expect(flow.getByText("$14.50 / month instead of $29")).toBeVisible()
  await flow.getByRole("button", { name: "Take half off" }).click()
  await expect(flow.getByRole("heading", { name: "Your discount is applied" })).toBeVisible()
  await expect.poll(() => standIn.reports.at(-1)?.session.acceptedOffer?.couponId).toBe("half")
  expect(standIn.actions).toMatchObject([
    { action: "discount", body: { coupon: "half", blueprintId: "blueprint-1" } },
  ])
})

test("a pause is as long as the customer picks", async ({ visit }) => {
  const { flow, standIn } = visit
  await visit.open()
  await flow.getByRole("radio", { name: "I do not use it enough" }).check()
  await flow.getByRole("button", { name: "Continue" }).click()
  await flow.getByText("3 months").click()
  await flow.getByRole("button", { name: "Pause", exact: true }).click()
  await expect
    .poll(() => standIn.actions)
    .toMatchObject([{ action: "pause", body: { duration: 3, interval: "month" } }])
  await expect
    .poll(() => standIn.reports.at(-1)?.session.acceptedOffer)
    .toMatchObject({ offerType: "PAUSE", pauseDuration: 3, pauseInterval: "MONTH" })
})

test("a survey wants an answer, and says so where the answer goes", async ({ visit }) => {
  const { flow } = visit
  await visit.open()
  await flow.getByRole("button", { name: "Continue" }).click()
  await expect(flow.getByRole("alert")).toHaveText("Please choose one of the answers.")
  await expect(flow.getByRole("radio", { name: "Too expensive" })).toBeFocused()
})

test("closing aborts the session; the next one begins where the customer left, restart at the beginning", async ({
  visit,
}) => {
  const { flow, standIn } = visit
  await visit.open()
  await flow.getByRole("radio", { name: "Too expensive" }).check()
  await flow.getByRole("button", { name: "Continue" }).click()
  await flow.getByRole("button", { name: "Close" }).click()
  await expect.poll(() => standIn.reports.at(-1)?.session.aborted).toBe(true)
  const firstRun = standIn.reports.at(-1)?.run

  await visit.show()
  await expect(flow.getByRole("heading", { name: "Half price for three months?" })).toBeVisible()
  await flow.getByRole("button", { name: "Back" }).click()
  await expect(flow.getByRole("radio", { name: "Too expensive" })).toBeChecked()
  await expect.poll(() => standIn.reports.at(-1)?.run).not.toBe(firstRun)
  await visit.show("restart")
  await expect(flow.getByRole("radio", { name: "Too expensive" })).not.toBeChecked()
})

test("buttons speak the language of the browser, and the page's own words win", async ({ visit }) => {
  const { flow, standIn } = visit
  const i18n = { lang: "fr", messages: { fr: { next: "Allons-y" } } }
  await visit.open({ customerId: "cus_1", authHash: "x", i18n })
  await expect(flow.getByRole("button", { name: "Allons-y" })).toBeVisible()
  await expect(flow.getByRole("button", { name: "Fermer" })).toBeVisible()
  await expect(flow.locator("html")).toHaveAttribute("lang", "fr")
  expect(standIn.opened).toMatchObject([{ lang: "fr", detectedLang: "en-US" }])
})

test("a run that is not to be recorded reports nothing", async ({ visit }) => {
  const { flow, standIn } = visit
  await visit.open(
    { customerId: "cus_1", authHash: "x", preview: true },
    "({handleCancel: () => told.push(1)})",
  )
  await flow.getByRole("radio", { name: "I do not use it enough" }).check()
  await flow.getByRole("button", { name: "Continue" }).click()
  await flow.getByRole("button", { name: "No thanks" }).click()
  await flow.getByRole("button", { name: "Continue" }).click()
  await flow.getByRole("checkbox").check()
  await flow.getByRole("button", { name: "Cancel subscription" }).click()
  await expect(flow.getByRole("heading", { name: "Your subscription is cancelled" })).toBeVisible()
  expect([standIn.opened[0]?.report, standIn.reports, standIn.actions, await visit.told()]).toEqual([
    false,
    [],
    [],
    [],
  ])
})
