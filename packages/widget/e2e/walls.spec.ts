import { AxeBuilder } from "@axe-core/playwright"
import type { Page } from "@playwright/test"
import { expect, options, test, type Visit } from "./visit.ts"

/** What `check` does for customers who are paused or have not paid. */

interface Home {
  holdfast: { check(...args: unknown[]): Promise<void> }
  told: unknown[]
}

const listeners = `{
  onPauseWallActivated: () => told.push("activated"),
  onPauseWallClose: () => told.push("closed"),
  onResume: (customer) => told.push(["resumed", customer]),
  onCancel: (customer) => told.push(["cancelled", customer]),
  onError: (error, type) => told.push([error.message, type]),
}`

/** @param callbacks the text of an object, in which `told` is where to say what was called */
async function check(page: Page, visit: Visit, wall = "pause", given: object = {}, callbacks = "{}") {
  if (page.url() === "about:blank") {
    await page.goto(visit.standIn.page)
    await page.waitForFunction(() => "holdfast" in window)
  }
  await page.evaluate(
    async ([name, base, scripts]) => {
      const home = window as unknown as Home
      home.told ??= []
      const made = scripts.map((script) => new Function("told", `return (${script})`)(home.told))
      await home.holdfast.check(name, Object.assign({}, ...made, base))
    },
    [wall, { ...options, ...given }, [listeners, callbacks]] as const,
  )
}

const title = { pause: "Your subscription is paused", unpaid: "Your last payment did not go through" }
const button = (visit: Visit, name: string) => visit.flow.getByRole("button", { name, exact: true })
const heading = (visit: Visit, name: string) => visit.flow.getByRole("heading", { name })
const gone = (page: Page) => expect(page.locator("holdfast-flow")).toHaveCount(0)
const toldOf = (visit: Visit) => expect.poll(() => visit.told())
const customer = options.customer

test.beforeEach(({ visit }) => {
  visit.standIn.wallAnswer = { standing: "paused", shown: { until: "2027-01-05T12:00:00Z" } }
})

test("who is not paused sees no wall, and for five minutes the page asks no more, unless it is forced to", async ({
  page,
  visit,
}) => {
  visit.standIn.wallAnswer = { standing: "fine" }
  await check(page, visit)
  await expect.poll(() => visit.standIn.walls).toHaveLength(1)
  // asked with the proof alone
  expect(visit.standIn.walls).toEqual([
    { app: "abc", customerId: "cus_1", authHash: options.authHash, wall: "pause", detectedLang: "en-US" },
  ])
  await page.waitForFunction(() => sessionStorage.length === 1)
  await page.reload()
  await page.waitForFunction(() => "holdfast" in window)
  await check(page, visit)
  visit.standIn.wallAnswer = { standing: "paused", shown: {} }
  await check(page, visit, "pause", { subscriptionId: "sub_other" })
  await expect(heading(visit, title.pause)).toBeVisible()
  expect(visit.standIn.walls).toHaveLength(2)
  await page.reload()
  await page.waitForFunction(() => "holdfast" in window)
  await check(page, visit, "pause", { forceCheck: true })
  await expect(heading(visit, title.pause)).toBeVisible()
  expect(visit.standIn.walls).toHaveLength(3)
})

test("a wall of a pause says until when, keeps the page from the customer, and is asked for anew by each view", async ({
  page,
  visit,
}) => {
  await check(page, visit)
  await expect(heading(visit, title.pause)).toBeFocused()
  await expect(visit.flow.locator(".lead")).toHaveText(
    "Your subscription continues on January 5, 2027. You can also go on today.",
  )
  await expect(button(visit, "Close")).toHaveCount(0)
  await expect(button(visit, "Log out")).toHaveCount(0)
  await page.keyboard.press("Escape")
  // a second call changes nothing
  await check(page, visit)
  await expect(page.locator("holdfast-flow")).toHaveCount(1)
  expect(await visit.told()).toEqual(["activated"])
  await page.reload()
  await page.waitForFunction(() => "holdfast" in window)
  await check(page, visit)
  await expect(heading(visit, title.pause)).toBeVisible()
  expect(visit.standIn.walls).toHaveLength(2)
})

test("Resume goes through the billing once, is told to the page, and leads back to it", async ({
  page,
  visit,
}) => {
  await check(page, visit)
  await button(visit, "Resume my subscription").click()
  await expect(heading(visit, "Your subscription is running again")).toBeVisible()
  await toldOf(visit).toEqual(["activated", ["resumed", customer]])
  await button(visit, "Back to my account").click()
  await gone(page)
  expect(visit.standIn.actions).toEqual([
    expect.objectContaining({ action: "resume", body: {}, customerId: "cus_1" }),
  ])
  expect(visit.standIn.actions[0]).not.toHaveProperty("customer")
})

test("a refusal is read by the customer, who can try again by another request; what nobody knows is told as that", async ({
  page,
  visit,
}) => {
  let answered = 0
  const runs: string[] = []
  await page.route("**/v1/flow/action", (route) => {
    runs.push(JSON.parse(route.request().postData() ?? "{}").run)
    const headers = { "access-control-allow-origin": "*" }
    answered += 1
    if (answered === 1) return route.fulfill({ status: 402, headers, body: "Your subscription has ended." })
    return route.fulfill({ status: 202, headers, json: { recorded: true, state: "unknown" } })
  })
  await check(page, visit)
  await button(visit, "Resume my subscription").click()
  await expect(visit.flow.getByText("Your subscription has ended.")).toBeVisible()
  await button(visit, "Try again").click()
  await expect(heading(visit, "Your request has arrived")).toBeVisible()
  expect(new Set(runs).size).toBe(2)
  await button(visit, "Back to my account").click()
  await gone(page)
  expect(await visit.told()).toEqual([
    "activated",
    ["Your subscription has ended.", "PAUSE_WALL_RESUME_ERROR"],
  ])
})

test("the page's own handler resumes, and Holdfast is told that it did", async ({ page, visit }) => {
  const handler = `{ handleResume: async (customer) => { told.push(["handle", customer]); return { message: "Welcome back!" } } }`
  visit.standIn.wallAnswer = { standing: "paused", shown: { canResume: false } }
  await check(page, visit, "pause", {}, handler)
  await expect(visit.flow.locator(".lead")).toHaveText("Go on with it to use your account again.")
  await button(visit, "Resume my subscription").click()
  await expect(visit.flow.getByText("Welcome back!")).toBeVisible()
  await toldOf(visit).toEqual(["activated", ["handle", customer], ["resumed", customer]])
  expect(visit.standIn.actions).toMatchObject([{ action: "resume", body: { byPage: true } }])
})

test("a handler that rejects leaves the customer at the wall, with its sentence", async ({ page, visit }) => {
  const handler = `{ handleResume: () => Promise.reject(new Error("Your card has expired.")) }`
  await check(page, visit, "pause", {}, handler)
  await button(visit, "Resume my subscription").click()
  await expect(visit.flow.getByText("Your card has expired.")).toBeVisible()
  await button(visit, "Back").click()
  await expect(heading(visit, title.pause)).toBeVisible()
  expect(await visit.told()).toEqual(["activated", ["Your card has expired.", "PAUSE_WALL_RESUME_ERROR"]])
  expect(visit.standIn.actions).toEqual([])
})

test("a handler that does not answer lets the customer go on after ten seconds, and its late answer is told", async ({
  page,
  visit,
}) => {
  await page.clock.install()
  const handler = "{ handleResume: () => new Promise((resolve) => told.push(() => resolve())) }"
  await check(page, visit, "pause", {}, handler)
  await button(visit, "Resume my subscription").click()
  await heading(visit, "One moment, we are taking care of it").waitFor()
  await page.clock.runFor(10_000)
  await expect(heading(visit, "This is taking longer than usual")).toBeFocused()
  await button(visit, "Close").click()
  await gone(page)
  await page.evaluate(() => ((window as unknown as Home).told.splice(1, 1)[0] as () => void)())
  await toldOf(visit).toEqual(["activated", ["resumed", customer]])
  expect(visit.standIn.actions).toMatchObject([{ body: { byPage: true } }])
})

test("Cancel opens the cancel flow over the wall, which stands again where the customer does not cancel", async ({
  page,
  visit,
}) => {
  visit.standIn.blueprint.content.steps = visit.standIn.blueprint.content.steps.slice(-1)
  await check(page, visit, "pause", {}, "{ onClose: ({ canceled }) => told.push(['flow', canceled]) }")
  await button(visit, "Cancel subscription").click()
  const inFlow = page.frameLocator("holdfast-flow:nth-of-type(2) iframe")
  await inFlow.getByRole("button", { name: "Close" }).click()
  await expect(page.locator("holdfast-flow")).toHaveCount(1)
  await expect(heading(visit, title.pause)).toBeFocused()
  await button(visit, "Cancel subscription").click()
  await inFlow.getByRole("checkbox").check()
  await inFlow.getByRole("button", { name: "Cancel subscription" }).click()
  await inFlow.getByRole("button", { name: "Back to my account" }).click()
  await gone(page)
  expect(await visit.told()).toMatchObject([
    "activated",
    ["flow", false],
    ["cancelled", customer],
    ["flow", true],
  ])
  expect(visit.standIn.actions).toMatchObject([{ action: "cancel" }])
})

test("Cancel calls the page's own handler where it has one, with the customer", async ({ page, visit }) => {
  const handler = `{ handleCancel: async (customer) => void told.push(["handle", customer]) }`
  await check(page, visit, "pause", {}, handler)
  await button(visit, "Cancel subscription").click()
  await expect(heading(visit, "Your subscription is cancelled")).toBeVisible()
  expect(await visit.told()).toEqual(["activated", ["handle", customer], ["cancelled", customer]])
  expect(visit.standIn.opened).toEqual([])
})

test("a soft wall can be closed, and logging out is offered where the page does it", async ({
  page,
  visit,
}) => {
  const handler = `{ handleLogout: () => void told.push("out") }`
  await check(page, visit, "pause", { softWall: true }, handler)
  await button(visit, "Log out").click()
  await toldOf(visit).toEqual(["activated", "out"])
  await button(visit, "Close").click()
  await gone(page)
  expect(await visit.told()).toEqual(["activated", "out", "closed"])
  expect(await page.evaluate(() => document.documentElement.style.overflow)).toBe("")
  await check(page, visit, "pause", { softWall: true }, handler)
  await heading(visit, title.pause).waitFor()
  await page.keyboard.press("Escape")
  await gone(page)
})

for (const [what, mood] of [
  ["is silent", "silent"],
  ["is broken", "broken"],
  ["refuses the caller", "refusing"],
  ["answers a page", "page"],
] as const) {
  test(`where Holdfast ${what} nothing is shown, and onError says why`, async ({ page, visit }) => {
    visit.standIn.mood.wall = mood
    await check(page, visit)
    await toldOf(visit).toEqual([[expect.any(String), "PAUSE_WALL_INITIALIZATION_ERROR"]])
    await gone(page)
    // and the next view asks again
    visit.standIn.mood.wall = "fine"
    await check(page, visit)
    await expect(heading(visit, title.pause)).toBeVisible()
  })
}

test("a script that does not come, a billing that cannot say, and a pause that nobody can end show nothing", async ({
  page,
  visit,
}) => {
  const { standIn } = visit
  await page.route(/\/js\/wall-/, (route) => route.abort())
  await check(page, visit, "failed-payment")
  await toldOf(visit).toHaveLength(1)
  expect((await visit.told())[0]).toEqual([
    expect.stringMatching(/^wall-\w+\.js could not be loaded/),
    "FAILED_PAYMENT_WALL_INITIALIZATION_ERROR",
  ])
  await page.unroute(/\/js\/wall-/)
  await page.reload()
  await page.waitForFunction(() => "holdfast" in window)
  standIn.wallAnswer = { standing: "unknown", why: "not-connected" }
  await check(page, visit)
  await toldOf(visit).toHaveLength(1)
  standIn.wallAnswer = { standing: "paused", shown: { canResume: false } }
  await check(page, visit)
  await toldOf(visit).toHaveLength(2)
  standIn.wallAnswer = { standing: "unpaid", shown: { unpaidDays: 3 } }
  await check(page, visit, "failed-payment")
  await toldOf(visit).toHaveLength(3)
  await check(page, visit, "failed-payment", { gracePeriodDays: "7" })
  await toldOf(visit).toHaveLength(4)
  await check(page, visit, "moat")
  await toldOf(visit).toHaveLength(5)
  await check(page, visit, "pause", { authHash: "" })
  await toldOf(visit).toEqual([
    [
      "nobody can say how this customer stands: no billing is connected in this mode",
      "PAUSE_WALL_INITIALIZATION_ERROR",
    ],
    [
      "nobody can end the pause: pass handleResume, or connect a billing that does",
      "PAUSE_WALL_INITIALIZATION_ERROR",
    ],
    [
      "nobody can take the payment: pass onUpdatePaymentInformation",
      "FAILED_PAYMENT_WALL_INITIALIZATION_ERROR",
    ],
    ["gracePeriodDays must be a number of days from 0 on", "FAILED_PAYMENT_WALL_INITIALIZATION_ERROR"],
    [`check knows "pause" and "failed-payment", not "moat"`, "cancel_flow"],
    ["authHash must be the HMAC-SHA256 of customerId from your server", "PAUSE_WALL_INITIALIZATION_ERROR"],
  ])
  await gone(page)
  // pages pass anything
  await page.evaluate(async () => {
    const { holdfast } = window as unknown as Home
    for (const odd of [undefined, null, 7]) await holdfast.check(odd, odd)
  })
})

test("a page that throws the wall out is rid of it, and can scroll again", async ({ page, visit }) => {
  await check(page, visit)
  await heading(visit, title.pause).waitFor()
  await page.evaluate(() => document.querySelector("holdfast-flow")?.remove())
  await expect.poll(() => page.evaluate(() => document.documentElement.style.overflow)).toBe("")
  await check(page, visit)
  await expect(heading(visit, title.pause)).toBeVisible()
})

test("a page that throws the wall out before it is drawn may ask for it again", async ({ page, visit }) => {
  await page.goto(visit.standIn.page)
  await page.waitForFunction(() => "holdfast" in window)
  await page.evaluate(() => {
    const observer = new MutationObserver(() => {
      const host = document.querySelector("holdfast-flow")
      if (!host) return
      host.remove()
      observer.disconnect()
      Object.assign(window, { isThrownOut: true })
    })
    observer.observe(document, { childList: true, subtree: true })
  })
  await check(page, visit)
  await page.waitForFunction(() => "isThrownOut" in window)
  await expect
    .poll(async () => {
      await check(page, visit)
      return visit.standIn.walls.length
    })
    .toBe(2)
  await expect(heading(visit, title.pause)).toBeVisible()
  // nobody saw the first one
  expect(await visit.told()).toEqual(["activated"])
})

test("an unpaid customer is led to the page's own form, by a wall after the days of grace and by a notice before", async ({
  page,
  visit,
}) => {
  const form = `{ onUpdatePaymentInformation: (customer) => void told.push(["update", customer]) }`
  visit.standIn.wallAnswer = { standing: "unpaid", shown: { unpaidDays: 3.5 } }
  await page.clock.setFixedTime("2026-11-30T12:00:00Z")
  await check(page, visit, "failed-payment", { gracePeriodDays: 7 }, form)
  await expect(heading(visit, title.unpaid)).toBeVisible()
  await expect(visit.flow.locator(".lead")).toHaveText(
    "Please update how you pay by December 4, 2026, so that you keep your access.",
  )
  await button(visit, "Close").click()
  await gone(page)
  await check(page, visit, "failed-payment", { gracePeriodDays: 3 }, form)
  await expect(visit.flow.locator(".lead")).toHaveText("Please update how you pay to use your account again.")
  await expect(button(visit, "Close")).toHaveCount(0)
  await button(visit, "Update payment").click()
  await gone(page)
  expect(await visit.told()).toEqual(["activated", "closed", "activated", ["update", customer]])
})

test("without a form of the page's the billing's own is opened", async ({ page, visit }) => {
  const payUrl = "https://invoice.stripe.example/i/1"
  visit.standIn.wallAnswer = { standing: "unpaid", shown: { unpaidDays: 3, payUrl } }
  await page.route(payUrl, (route) => route.fulfill({ contentType: "text/html", body: "<h1>Pay here</h1>" }))
  await check(page, visit, "failed-payment")
  await button(visit, "Update payment").click()
  await expect(page.getByRole("heading", { name: "Pay here" })).toBeVisible()
})

test("Tab goes round on the wall, and all of it works by keyboard", async ({ page, visit }) => {
  await check(page, visit, "pause", {}, "{ handleLogout: () => {} }")
  await expect(heading(visit, title.pause)).toBeFocused()
  for (const name of ["Resume my subscription", "Cancel subscription", "Log out", "Resume my subscription"]) {
    await page.keyboard.press("Tab")
    await expect(button(visit, name)).toBeFocused()
  }
  await page.keyboard.press("Shift+Tab")
  await expect(button(visit, "Log out")).toBeFocused()
  await page.keyboard.press("Tab")
  await page.keyboard.press("Enter")
  await expect(heading(visit, "Your subscription is running again")).toBeFocused()
})

for (const [lang, name, direction] of [
  ["de", "Mein Abo fortsetzen", "ltr"],
  ["ar", "استئناف اشتراكي", "rtl"],
] as const) {
  test(`a wall speaks ${lang}, in its direction, with the page's own words where it has some`, async ({
    page,
    visit,
  }) => {
    const messages = { [lang]: { logOut: "–" } }
    await check(page, visit, "pause", { i18n: { lang, messages } }, "{ handleLogout: () => {} }")
    await expect(button(visit, name)).toBeVisible()
    await expect(button(visit, "–")).toBeVisible()
    await expect(visit.flow.locator("html")).toHaveAttribute("dir", direction)
    await expect(visit.flow.locator("html")).toHaveAttribute("lang", lang)
  })
}

for (const scheme of ["light", "dark"] as const) {
  test(`no wall has an accessibility fault, ${scheme}`, async ({ page, visit }) => {
    const dark = "<style>body{background:#111;color:#eee}</style>"
    visit.standIn.pageBody = scheme === "dark" ? dark : ""
    const faults = async () => {
      await expect
        .poll(() => visit.flow.locator("body").evaluate((body) => body.ownerDocument.getAnimations().length))
        .toBe(0)
      const { violations } = await new AxeBuilder({ page }).include("holdfast-flow").analyze()
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)
    }
    const handlers = `{ handleLogout: () => {}, handleResume: () => Promise.reject(new Error("No.")), onUpdatePaymentInformation: () => {} }`
    await check(page, visit, "pause", { softWall: true }, handlers)
    await heading(visit, title.pause).waitFor()
    expect(await faults()).toEqual([])
    await button(visit, "Resume my subscription").click()
    await visit.flow.getByText("No.").waitFor()
    expect(await faults()).toEqual([])
    await button(visit, "Close").click()
    visit.standIn.wallAnswer = { standing: "unpaid", shown: { unpaidDays: 3 } }
    await check(page, visit, "failed-payment", {}, handlers)
    await heading(visit, title.unpaid).waitFor()
    expect(await faults()).toEqual([])
  })
}
