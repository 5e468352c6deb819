import { closedLog, logIn, movesIn, openRecorded } from "./recorded.ts"
import { expect, options, test } from "./visit.ts"

test("a run from its first screen to its end is one log that the server takes", async ({ page, visit }) => {
  const { standIn, flow } = visit
  await openRecorded(visit)
  await flow.getByText("Something is missing").click()
  await flow.getByText("Something else").click()
  await flow.getByRole("textbox").fill("A calendar")
  await page.mouse.move(300, 300)
  await flow.getByRole("button", { name: "Continue" }).click()
  await flow.getByRole("button", { name: "No thanks" }).click()
  await flow.getByRole("button", { name: "Back" }).click()
  await flow.getByText("2 months").click()
  await flow.getByRole("button", { name: "No thanks" }).click()
  await flow.getByRole("textbox").fill("Thank you")
  await flow.getByRole("button", { name: "Continue" }).click()
  await flow.getByRole("button", { name: "Cancel subscription" }).click()
  await flow.getByRole("checkbox").press(" ")
  await flow.getByRole("button", { name: "Cancel subscription" }).click()
  await flow.getByRole("button", { name: "Back to my account" }).click()
  await closedLog(standIn)
  const run = [
    "screen",
    "choice",
    "followup",
    "typed",
    "pause",
    "acknowledged",
    "missing",
    "declined",
  ] as const
  expect(movesIn(standIn, ...run, "decision", "phase", "closed")).toEqual([
    ["screen", "survey"],
    ["choice", "missing"],
    ["followup", "typed"],
    ["typed", "followup", 10],
    ["screen", "pause"],
    ["declined"],
    ["screen", "words"],
    ["screen", "pause"],
    ["pause", 2],
    ["declined"],
    ["screen", "words"],
    ["typed", "feedback", 9],
    ["screen", "confirm"],
    ["missing", "mustAcknowledge", "acknowledged", null],
    ["acknowledged", 1],
    ["phase", "step", null, null],
    ["decision", "canceled"],
    ["phase", "working", null, null],
    ["phase", "done", null, null],
    ["closed"],
  ])
  const { head, moves, missing } = logIn(standIn)
  expect(missing).toEqual([])
  expect(head).toMatchObject({ blueprintId: "blueprint-1", uiLang: "en", locale: "en-US", direction: "ltr" })
  expect(head).toMatchObject({ hiddenOffers: [], coupon: null, plans: null, ownWords: [] })
  expect(moves.filter(([, kind]) => kind === "press").length).toBeGreaterThan(8)
  expect(movesIn(standIn, "key")).toContainEqual(["key", "space"])
  expect(standIn.recorded.map(({ bytes }) => bytes[0])).not.toContain("{".charCodeAt(0))
})

test("with recording off nothing of it is sent, and the script for it is not loaded", async ({
  page,
  visit,
}) => {
  const asked: string[] = []
  page.on("request", (request) => asked.push(new URL(request.url()).pathname))
  await visit.open({ ...options, record: false })
  await visit.flow.getByText("Too expensive").click()
  await visit.flow.getByRole("button", { name: "Continue" }).click()
  await visit.flow.getByRole("button", { name: "Close" }).click()
  await expect.poll(() => visit.standIn.reports.at(-1)?.session.aborted).toBe(true)
  expect(visit.standIn.opened[0]?.unrecorded).toBe("call")
  expect(asked.filter((path) => /record/.test(path))).toEqual([])
  expect(asked).toContain("/v1/flow/report")
})

test("each step says that it is recorded where the server wants it, in the customer's language, and else none does", async ({
  visit,
}) => {
  const { standIn, flow } = visit
  standIn.hasNotice = true
  await openRecorded(visit, { ...options, i18n: { lang: "de" } })
  const notice = flow.getByText("Das wird aufgezeichnet, ohne das, was Sie schreiben.")
  await expect(notice).toBeVisible()
  await flow.getByRole("radio").first().check()
  await flow.locator(".actions .button").first().click()
  await expect(flow.getByRole("radio")).toHaveCount(0)
  await expect(notice).toBeVisible()
  await flow.locator("header .icon").last().click()
  await closedLog(standIn)
  expect(logIn(standIn).head?.hasNotice).toBe(true)
  standIn.hasNotice = false
  await openRecorded(visit, { ...options, i18n: { lang: "de" } })
  await expect(flow.locator(".notice")).toHaveCount(0)
})

/** Each stands somewhere on the page or in what the page says, and in no byte of a recording. */
const secrets = {
  card: "4242 4242 4242 4242",
  title: "Invoice 99-1731",
  token: "tok_9f8e7d6c5b4a",
  attribute: "sk_live_xyzzyx",
  password: "hunter2-autofilled",
  name: "Zephyrine",
  email: "zephyrine@quill.example",
  plan: "acct-tier-omega",
  typed: "my doctor said I have to stop",
  followup: "the price of insulin",
  font: "SecretSans",
  storage: "jwt-in-storage",
}

test("of a page full of secrets, and of what the customer types, nothing is in any byte that is sent", async ({
  page,
  visit,
}) => {
  const { standIn, flow } = visit
  standIn.pageBody = `<title>${secrets.title}</title><style>body{font-family:${secrets.font},Arial}</style>
    <p title="${secrets.attribute}" aria-label="${secrets.card}">${secrets.card}</p>
    <input autocomplete="cc-number" value="${secrets.card}"><input type="password" value="${secrets.password}">`
  standIn.page += `/account?session=${secrets.token}#${secrets.token}`
  await page.addInitScript((jwt) => localStorage.setItem("jwt", jwt), secrets.storage)
  const customer = { id: "cus_1", name: `${secrets.name} Quill`, email: secrets.email }
  await openRecorded(visit, { ...options, customer, customerAttributes: { tier: secrets.plan } })
  await expect(flow.getByRole("heading")).toContainText(secrets.name)
  await flow.getByText("Something is missing").click()
  await flow.getByText("Something else").click()
  await flow.getByRole("textbox").pressSequentially(secrets.followup)
  await flow.getByRole("button", { name: "Continue" }).click()
  await flow.getByRole("button", { name: "No thanks" }).click()
  await flow.getByRole("textbox").pressSequentially(secrets.typed)
  await page.keyboard.press("Control+A")
  await page.keyboard.press("Control+C")
  await flow.getByRole("button", { name: "Continue" }).click()
  await flow.getByRole("button", { name: "Close" }).click()
  await closedLog(standIn)
  expect(movesIn(standIn, "typed").at(-1)).toEqual(["typed", "feedback", secrets.typed.length])
  const { head, moves } = logIn(standIn)
  expect(head?.mergeFields).toEqual(["CUSTOMER_NAME.FIRST"])
  expect(head?.fonts[0]).toBe("Arial")
  const sent = standIn.recorded.map(({ chunk }) => JSON.stringify(chunk)).join("\n")
  expect(Object.entries(secrets).filter(([, secret]) => sent.includes(secret))).toEqual([])
  // no word of them either, however it is cut
  const words = Object.values(secrets).flatMap((secret) => secret.split(/[^A-Za-z0-9]+/))
  const long = words.filter((word) => word.length > 4)
  expect(long.filter((word) => sent.toLowerCase().includes(word.toLowerCase()))).toEqual([])
  // nor when each key was pressed
  const typed = moves.filter(([, kind]) => kind === "typed").map(([at]) => at)
  expect(moves.filter(([, kind]) => kind === "key")).toEqual([])
  expect(typed.length).toBeLessThan(secrets.typed.length + secrets.followup.length)
})

test("chunks that fail are sent again, and what a page that goes away has left arrives", async ({
  page,
  visit,
}) => {
  const { standIn, flow } = visit
  standIn.mood.recording = "broken"
  await openRecorded(visit)
  await flow.getByText("Too expensive").click()
  const refused = page.waitForResponse((response) => response.url().endsWith("/v1/flow/recording"))
  await refused
  standIn.mood.recording = "fine"
  await flow.getByRole("button", { name: "Continue" }).click()
  await page.goto("about:blank")
  await closedLog(standIn)
  expect(movesIn(standIn, "screen", "choice", "left")).toEqual([
    ["screen", "survey"],
    ["choice", "expensive"],
    ["screen", "survey:offer:expensive"],
    ["left"],
  ])
  expect(logIn(standIn).missing).toEqual([])
})

test("after a refusal nothing more is sent, and the flow goes on", async ({ page, visit }) => {
  const { standIn, flow } = visit
  standIn.mood.recording = "refusing"
  await openRecorded(visit)
  const asked: string[] = []
  page.on("request", (request) => asked.push(new URL(request.url()).pathname))
  const refused = page.waitForResponse((response) => response.url().endsWith("/v1/flow/recording"))
  await flow.getByText("Too expensive").click()
  await refused
  standIn.mood.recording = "fine"
  // what waits to be sent again goes at once
  await page.evaluate(() => dispatchEvent(new Event("online")))
  await flow.getByRole("button", { name: "Continue" }).click()
  await flow.getByRole("button", { name: "Close" }).click()
  await expect.poll(() => standIn.reports.at(-1)?.session.aborted).toBe(true)
  await page.goto("about:blank")
  expect(asked.filter((path) => path === "/v1/flow/recording")).toHaveLength(1)
  expect(standIn.recorded).toEqual([])
})
