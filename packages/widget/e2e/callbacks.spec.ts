import { expect, options, test, type Visit } from "./visit.ts"

async function toConfirm({ flow }: Visit) {
  await flow.getByRole("radio", { name: "Something is missing" }).check()
  await flow.getByRole("radio", { name: "Something else" }).check()
  await flow.getByRole("textbox").fill("Maps")
  await flow.getByRole("button", { name: "Continue" }).click()
  await flow.getByRole("button", { name: "No thanks" }).click()
  await flow.getByRole("textbox").fill("Bye")
  await flow.getByRole("button", { name: "Continue" }).click()
  await flow.getByRole("checkbox").check()
  await flow.getByRole("button", { name: "Cancel subscription" }).click()
}

test("handleCancel gets everything, runs instead of the action, and is recorded by name", async ({
  visit,
}) => {
  const { flow, standIn } = visit
  await visit.open(
    options,
    `({
      handleCancel: (...args) => { told.push(['handle', ...args]); return Promise.resolve({ message: 'Until May.' }) },
      onCancel: (customer, survey) => { told.push(['on', customer.id, survey]); throw new Error('mine') },
      onClose: (results) => told.push(['close', results.result, results.canceled, results.surveyResponse]),
    })`,
  )
  await toConfirm(visit)
  await expect(flow.getByText("Until May.")).toBeVisible()
  await flow.getByRole("button", { name: "Back to my account" }).click()
  expect(await visit.told()).toEqual([
    ["handle", options.customer, "Something is missing", "Bye", "Maps"],
    ["on", "cus_1", "Something is missing"],
    ["close", "cancel", true, "Something is missing"],
  ])
  expect(standIn.actions).toEqual([])
  expect(standIn.reports.at(-1)?.session.customActionHandler).toBe("handleCancel")
})

for (const thrown of ["new Error('Card desk is closed')", "{message: 'Card desk is closed'}"]) {
  test(`a handler that rejects with ${thrown} shows why, and the customer may try again`, async ({
    visit,
  }) => {
    const { flow, standIn } = visit
    await visit.open(
      options,
      `({ handleCancel: () => told.push(1) < 2 ? Promise.reject(${thrown}) : Promise.resolve() })`,
    )
    await toConfirm(visit)
    await expect(flow.getByText("Card desk is closed")).toBeVisible()
    await expect
      .poll(() => standIn.reports.at(-1)?.session)
      .toMatchObject({ canceled: false, decisionState: "refused" })
    expect(standIn.reports.filter(({ session }) => session.canceled && !session.decisionState)).toEqual([])
    await flow.getByRole("button", { name: "Try again" }).click()
    await expect(flow.getByRole("heading", { name: "Your subscription is cancelled" })).toBeVisible()
    await expect.poll(() => standIn.reports.at(-1)?.session.canceled).toBe(true)
  })
}

test("handleDiscount and onStepChange are told what the contract says", async ({ visit }) => {
  const { flow } = visit
  await visit.open(
    { ...options, bypassDiscountAppliedScreen: true },
    `({
      handleDiscount: (customer, coupon) => { told.push(coupon) },
      onStepChange: (step, before) => told.push([step.stepType, before ? before.stepType : null]),
      onClose: (results) => told.push(results.result),
    })`,
  )
  await flow.getByRole("radio", { name: "Too expensive" }).check()
  await flow.getByRole("button", { name: "Continue" }).click()
  await flow.getByRole("button", { name: "Take half off" }).click()
  await expect.poll(visit.told).toEqual([
    ["SURVEY", null],
    ["OFFER", "SURVEY"],
    {
      couponId: "half",
      couponType: "PERCENT",
      couponAmount: 50,
      couponDuration: 3,
      percentOff: 50,
      duration: "repeating",
      durationInMonths: 3,
    },
    "discount",
  ])
})
