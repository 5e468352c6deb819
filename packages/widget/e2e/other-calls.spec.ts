import { expect, options, test } from "./visit.ts"

/** What a page may call besides `init` and `check`: `hide`, `clearState`, and the vendor's call that Holdfast does not have. */

interface Home {
  holdfast: Record<"managedFlow" | "hide" | "clearState", (...args: unknown[]) => Promise<void>>
  given: object
}

const listening = "({onError: (error, type) => told.push([error.message, type])})"

const managed = { customerDataEndpoint: "/data", prefilled: { email: "ada@example.com" } }
const noManagedFlow = [
  "managedFlow is not part of Holdfast; call init with a proof, or send a cancel link",
  "cancel_flow",
]

test("managedFlow says by onError and on the console what it cannot do, and opens nothing", async ({
  page,
  visit,
}) => {
  const said: string[] = []
  page.on("console", (message) => said.push(message.text()))
  await visit.open(options, listening)
  await visit.flow.getByRole("button", { name: "Close" }).click()
  await page.evaluate((given) => {
    const home = window as unknown as Home
    return home.holdfast.managedFlow("show", { ...home.given, ...given })
  }, managed)
  expect(await visit.told()).toEqual([noManagedFlow])
  await expect(page.locator("holdfast-flow")).toHaveCount(0)
  await expect
    .poll(() => said)
    .toEqual([
      `Holdfast: ${noManagedFlow[0]}`,
      "Holdfast: customerDataEndpoint has no effect: Holdfast does not carry it out.",
      "Holdfast: prefilled has no effect: Holdfast does not carry it out.",
    ])
})

test("managedFlow of a page that cancels by itself leaves the customer the built-in step", async ({
  page,
  visit,
}) => {
  await page.goto(visit.standIn.page)
  await page.waitForFunction(() => "holdfast" in window)
  await page.evaluate((given) => {
    const told: unknown[] = []
    const home = window as unknown as Home
    Object.assign(window, { told })
    return home.holdfast.managedFlow("show", {
      ...given,
      handleCancel: () => void told.push("cancelled"),
      onError: (error: Error, type: string) => told.push([error.message, type]),
    })
  }, managed)
  await visit.flow.getByRole("button", { name: "Cancel subscription" }).click()
  await expect(visit.flow.getByRole("heading", { name: "Your subscription is cancelled" })).toBeVisible()
  expect(await visit.told()).toEqual([noManagedFlow, "cancelled"])
  // nobody has proved who that was
  expect([visit.standIn.opened, visit.standIn.reports]).toEqual([[], []])
})

for (const when of ["before it is closed", "after it was closed"] as const) {
  test(`clearState, called ${when}, has the next flow begin at the first step`, async ({ page, visit }) => {
    const { flow } = visit
    await visit.open()
    await flow.getByRole("radio", { name: "Too expensive" }).check()
    await flow.getByRole("button", { name: "Continue" }).click()
    await expect(flow.getByRole("heading", { name: "Half price for three months?" })).toBeVisible()
    await page.evaluate((isFirst) => {
      const { holdfast: home } = window as unknown as Home
      if (isFirst) home.clearState()
      home.hide()
      if (!isFirst) home.clearState()
    }, when === "before it is closed")
    await expect(page.locator("holdfast-flow")).toHaveCount(0)
    await visit.show()
    await expect(flow.getByRole("radio", { name: "Too expensive" })).not.toBeChecked()
    // and the one after that goes on where this one was left
    await flow.getByRole("radio", { name: "Too expensive" }).check()
    await flow.getByRole("button", { name: "Continue" }).click()
    await flow.getByRole("button", { name: "Close" }).click()
    await visit.show()
    await expect(flow.getByRole("heading", { name: "Half price for three months?" })).toBeVisible()
  })
}
