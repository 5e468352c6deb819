import type { Page } from "@playwright/test"
import { fixtureNow } from "../rows.ts"
import { breakDown, expect, giveRole, goTo, hold, rowOf, signInAs, test, visit } from "./visit.ts"
import * as filters from "./visit-filters.ts"
import { recordRun } from "./watchable.ts"

const flowIn = (page: Page) => page.frameLocator("iframe[title='What the customer saw']")
const time = (page: Page) => page.getByRole("slider", { name: "Time" })
const speed = (page: Page, name: string) =>
  page.getByRole("group", { name: "Speed" }).getByRole("button", { name })
const words = (page: Page) => page.getByRole("region", { name: "In words" })
const current = (page: Page) => words(page).locator("[aria-current=true]")
const hoursAgo = (hours: number) => new Date(fixtureNow.getTime() - hours * 3_600_000)

/** Watches a session as Ada, from a moment on where one is named: whoever is led to one looks at it first. */
async function watch(page: Page, sessionId: string, hash = "#at=0"): Promise<void> {
  await signInAs("ada", page.context())
  await goTo(page, `/sessions/${sessionId}/recording${hash}`)
}

const headings = {
  survey: "What makes you want to cancel?",
  offer: "Take a break instead?",
  feedback: "Is there anything else we should know?",
  confirm: "Cancel your subscription",
}

test("the icon of a recorded session is lit and leads to the screens that its customer saw, in their order", async ({
  page,
  acme,
}) => {
  // so it stands still until somebody plays it
  await page.emulateMedia({ reducedMotion: "reduce" })
  await recordRun(acme, { email: "mary@example.com" })
  await signInAs("ada", page.context())
  await goTo(page, "/?q=mary")
  await rowOf(page, "mary@example.com")
    .getByRole("link", { name: "Watch the recording", exact: true })
    .click()
  await expect(page).toHaveTitle("Recording of mary@example.com · Holdfast")
  await page.keyboard.press("End")
  await expect(page.getByText("Closed the flow").first()).toBeVisible()
  await page.keyboard.press("Home")
  await expect(flowIn(page).getByRole("heading", { name: headings.survey })).toBeVisible()
  for (const [moment, heading] of [
    ["0:01", headings.survey],
    ["0:02", headings.survey],
    ["0:03", headings.offer],
    ["0:05", headings.feedback],
    ["0:06", headings.feedback],
    ["0:26", headings.confirm],
  ] as const) {
    await page.keyboard.press("]")
    await expect(page.getByText(`${moment} / 0:30`)).toBeVisible()
    await expect(flowIn(page).getByRole("heading", { name: heading })).toBeVisible()
  }
})

test("a run plays and pauses by the mouse, skips idle time, changes its speed, and is led to any moment", async ({
  page,
  acme,
}) => {
  const id = await recordRun(acme, { email: "mary@example.com" })
  await watch(page, id)
  const clock = page.getByText(/^\d:\d\d \/ 0:30$/)
  await expect(clock).toHaveText("0:00 / 0:30")
  await expect(flowIn(page).getByRole("heading", { name: headings.survey })).toBeVisible()
  // twenty seconds in which nothing happened are skipped
  await speed(page, "4×").click()
  await expect(speed(page, "4×")).toHaveAttribute("aria-pressed", "true")
  await page.getByRole("button", { name: "Play", exact: true }).click()
  await expect(clock).toHaveText("0:30 / 0:30")
  await expect(page.getByRole("button", { name: "Play", exact: true })).toBeVisible()

  await words(page)
    .getByRole("button", { name: /Was offered a pause/ })
    .click()
  await expect(clock).toHaveText("0:03 / 0:30")
  await expect(flowIn(page).getByRole("heading", { name: headings.offer })).toBeVisible()
  await expect(current(page)).toContainText("Was offered a pause of up to 3 months")

  const { x = 0, y = 0, width = 0, height = 0 } = (await time(page).boundingBox()) ?? {}
  await page.mouse.click(x + width / 2, y + height / 2)
  await expect(clock).toHaveText("0:15 / 0:30")
  await expect(flowIn(page).getByRole("heading", { name: headings.feedback })).toBeVisible()
  await expect(current(page)).toContainText("Did nothing for 20 s")
  await expect(words(page)).toContainText("Wrote 12 characters of feedback; sent: “Twelve chars”")

  await page.getByRole("button", { name: "To the next mark" }).click()
  await expect(clock).toHaveText("0:26 / 0:30")
  await page.getByRole("button", { name: "To the mark before" }).click()
  await expect(clock).toHaveText("0:06 / 0:30")
})

test("the keys play, pause, step, and are kept from fields and buttons", async ({ page, acme }) => {
  const id = await recordRun(acme, { email: "mary@example.com" })
  await watch(page, id, "#at=10")
  const clock = page.getByText(/ \/ 0:30$/)
  const pressed = async (key: string, says: string) => {
    await page.keyboard.press(key)
    await expect(clock).toHaveText(`${says} / 0:30`)
  }
  await expect(clock).toHaveText("0:10 / 0:30")
  await pressed("ArrowRight", "0:15")
  await pressed("ArrowLeft", "0:10")
  await pressed("l", "0:20")
  await pressed("j", "0:10")
  await pressed("[", "0:06")
  await pressed("]", "0:26")
  await pressed("End", "0:30")
  await pressed("Home", "0:00")
  await time(page).focus()
  await pressed("ArrowRight", "0:05")
  await page.keyboard.press("4")
  await expect(speed(page, "4×")).toHaveAttribute("aria-pressed", "true")
  await page.keyboard.press("Space")
  await expect(page.getByRole("button", { name: "Pause", exact: true })).toBeVisible()
  await page.keyboard.press("Space")
  await expect(page.getByRole("button", { name: "Play", exact: true })).toBeVisible()
  // a button keeps its space
  await page.getByRole("checkbox", { name: "Skip idle time" }).press("Space")
  await expect(page.getByRole("checkbox", { name: "Skip idle time" })).not.toBeChecked()
  await expect(page.getByRole("button", { name: "Play", exact: true })).toBeVisible()
  await page.keyboard.press("?")
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toContainText("Play or pause")
})

test("the flow is shown closer up, and on a phone at once", async ({ page, acme }) => {
  const id = await recordRun(acme, { email: "mary@example.com" })
  await watch(page, id)
  const panel = flowIn(page).getByRole("main")
  // as it is drawn here
  const width = async () => (await page.locator("iframe").boundingBox())?.width ?? 0
  await expect(panel).toBeVisible()
  const whole = await width()
  await page.keyboard.press("z")
  await expect.poll(width).toBeGreaterThan(whole * 1.2)
  await page.getByRole("button", { name: "Show the whole window" }).click()
  await expect.poll(width).toBe(whole)
  await page.setViewportSize({ width: 390, height: 800 })
  await page.reload()
  await expect(panel).toBeVisible()
  await expect.poll(width).toBeGreaterThan(600)
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
})

test("the marks of the bar stand where it happened, and say what", async ({ page, acme }) => {
  const id = await recordRun(acme, { email: "mary@example.com" })
  await watch(page, id)
  const marks = page.locator("[data-tone][style*=left]")
  const places = () =>
    marks.evaluateAll((all) =>
      all.map((mark) => [mark.getAttribute("data-tone"), Math.round(Number.parseFloat(mark.style.left))]),
    )
  await expect.poll(places).toEqual([
    ["screen", 0],
    ["fault", 6],
    ["answer", 7],
    ["offer", 10],
    ["declined", 17],
    ["screen", 17],
    ["answer", 20],
    ["screen", 87],
    ["canceled", 93],
    ["wait", 93],
    ["decided", 97],
    ["end", 100],
  ])
  await marks.nth(3).hover()
  await expect(page.getByRole("tooltip")).toContainText("0:03 Was offered a pause of up to 3 months")
})

for (const [hash, says] of [
  ["#at=offer", "0:03"],
  ["#at=decision", "0:28"],
  ["#at=12.5", "0:12"],
] as const) {
  test(`a link with ${hash} leads to its moment, which stands still`, async ({ page, acme }) => {
    const id = await recordRun(acme, { email: "mary@example.com" })
    await watch(page, id, hash)
    await expect(page.getByText(`${says} / 0:30`)).toBeVisible()
    await expect(page.getByRole("button", { name: "Play", exact: true })).toBeVisible()
    await expect(flowIn(page).getByRole("heading").first()).toBeVisible()
  })
}

test("of a recording with gaps what came is played, and what is missing is said", async ({ page, acme }) => {
  const id = await recordRun(acme, { email: "mary@example.com", pieces: [0, 2] })
  await signInAs("ada", page.context())
  await goTo(page, "/?q=mary")
  await rowOf(page, "mary@example.com")
    .getByRole("link", { name: "Watch the recording, which has gaps" })
    .click()
  await expect(
    page.getByRole("status").filter({ hasText: "A piece of the recording did not arrive." }),
  ).toBeVisible()
  await page.keyboard.press("End")
  await expect(flowIn(page).locator(".ending")).toBeVisible()
  await expect(words(page)).toContainText("1 piece of the log is missing")
  await watch(page, id, "#at=answer")
  await expect(flowIn(page).getByRole("heading", { name: headings.survey })).toBeVisible()
})

for (const { name, run, says } of [
  {
    name: "whose first piece is missing",
    run: { pieces: [1, 2] },
    says: "The first piece of the recording did not arrive, so it cannot be shown.",
  },
  {
    name: "whose player is not kept",
    run: { build: "0".repeat(32) },
    says: "The scripts that drew this flow are not kept here, so the recording cannot be shown.",
  },
  {
    name: "of which nothing came",
    run: { pieces: [] },
    says: "Recording was on, and nothing of it arrived.",
  },
  {
    name: "that the page turned off",
    run: { pieces: [], said: { unrecorded: "call" } },
    says: "The page turned recording off for this session.",
  },
]) {
  test(`a recording ${name} says so and is told in words`, async ({ page, acme }) => {
    const id = await recordRun(acme, { email: "mary@example.com", ...run })
    await watch(page, id)
    await expect(page.getByText(says, { exact: true })).toBeVisible()
    await expect(words(page).getByRole("listitem").first()).toBeVisible()
    await expect(page.locator("iframe")).toHaveCount(0)
  })
}

test("whoever may not watch sees a grey icon with the reason, and no recording", async ({ page, acme }) => {
  const id = await recordRun(acme, { email: "mary@example.com" })
  await giveRole(page, "viewer")
  await signInAs("ada", page.context())
  await goTo(page, "/?q=mary")
  const row = rowOf(page, "mary@example.com")
  await expect(row.getByRole("link", { name: /^Watch/ })).toHaveCount(0)
  const why = "This session was recorded; your role may not watch recordings here"
  await expect(row.getByRole("button", { name: why })).toBeVisible()
  const asked: string[] = []
  page.on("request", (request) => asked.push(request.url()))
  await goTo(page, `/sessions/${id}/recording`)
  await expect(page.getByText("Your role may not watch recordings here.")).toBeVisible()
  await goTo(page, `/sessions/${id}`)
  await expect(page.getByRole("link", { name: "Evidence" })).toBeVisible()
  await expect(page.getByRole("link", { name: "Recording", exact: true })).toHaveCount(0)
  expect(asked.filter((url) => /\/api\/.*\/recording$/.test(url))).toEqual([])
})

test("from session to session of the list, without the list in between", async ({ page, acme }) => {
  await recordRun(acme, { email: "first@example.com", startedAt: hoursAgo(3) })
  const unrecorded = { pieces: [], said: { unrecorded: "call" } }
  await recordRun(acme, { email: "second@example.com", startedAt: hoursAgo(2), ...unrecorded })
  await recordRun(acme, { email: "other@example.org", startedAt: hoursAgo(1.5) })
  await recordRun(acme, { email: "third@example.com", startedAt: hoursAgo(1) })
  await signInAs("ada", page.context())
  await goTo(page, "/?q=example.com&within=1")
  await rowOf(page, "third@example.com").getByRole("link", { name: "Watch the recording" }).click()
  const title = (name: string) =>
    page.getByRole("heading", { level: 1, name: `Recording of ${name}@example.com` })
  const list = page.getByRole("navigation", { name: "Sessions of the list" })
  await expect(title("third")).toBeVisible()
  await expect(list).toContainText("1 of 3")
  await expect(list.getByRole("button", { name: "Session before" })).toBeDisabled()
  await list.getByRole("link", { name: "Next session" }).click()
  await expect(title("second")).toBeVisible()
  await expect(page.getByText("The page turned recording off for this session.")).toBeVisible()
  await page.keyboard.press("n")
  await expect(title("first")).toBeVisible()
  await expect(flowIn(page).getByRole("heading").first()).toBeVisible()
  await page.keyboard.press("p")
  await expect(title("second")).toBeVisible()
  await page.reload()
  await expect(list).toContainText("2 of 3")
  await page.getByRole("link", { name: "Activity Stream" }).click()
  await expect(page.getByRole("article")).toHaveCount(3)
})

test("a run that goes on is shown as far as it came, and the rest when it is asked for", async ({
  page,
  acme,
}) => {
  const id = await recordRun(acme, { email: "mary@example.com", pieces: [0], isEnded: false })
  await watch(page, id)
  await expect(page.getByText("This session is being recorded.")).toBeVisible()
  await expect(page.getByRole("button", { name: "Load what came since" })).toBeVisible()
  await expect(flowIn(page).getByRole("heading", { name: headings.survey })).toBeVisible()
})

test("a recording that was deleted says so; one of another system leads there with the name of its host", async ({
  page,
  acme,
}) => {
  const id = await recordRun(acme, { email: "mary@example.com" })
  await acme.database.db
    .updateTable("recording")
    .set({ wrapped_key: null, deleted_at: fixtureNow })
    .where("session_id", "=", id)
    .execute()
  await watch(page, id)
  await expect(page.getByText("The recording was deleted.")).toBeVisible()
  await visit(page, "full", "/")
  await rowOf(page, "ada@example.com").first().press("Enter")
  await page.getByRole("link", { name: "Recording", exact: true }).click()
  await expect(page.getByRole("link", { name: "Watch on recordings.example" })).toHaveAttribute(
    "href",
    "https://recordings.example/ada",
  )
})

test("a fault leaves the way to try again, and a slow answer the shape of the page", async ({
  page,
  acme,
}) => {
  const id = await recordRun(acme, { email: "mary@example.com" })
  const path = /\/api\/.*\/recording$/
  await hold(page, path)
  await watch(page, id)
  await expect(page.getByRole("status").filter({ hasText: "Loading the recording" })).toBeAttached()
  await page.unrouteAll()
  await breakDown(page, path)
  await page.reload()
  await expect(page.getByRole("alert")).toContainText("req-7f3a91")
  await page.unrouteAll()
  await page.getByRole("button", { name: "Try again" }).click()
  await expect(flowIn(page).getByRole("heading", { name: headings.survey })).toBeVisible()
})

test("the player has an origin of its own and may ask nobody", async ({ page, acme }) => {
  const id = await recordRun(acme, { email: "mary@example.com" })
  const asked: string[] = []
  page.on("request", (request) => {
    if (request.frame() !== page.mainFrame()) asked.push(new URL(request.url()).pathname)
  })
  await watch(page, id)
  await expect(flowIn(page).getByRole("heading", { name: headings.survey })).toBeVisible()
  const frame = page.frames().find((each) => each.url().includes("/player/"))
  expect(await frame?.evaluate(() => origin)).toBe("null")
  await expect(frame?.evaluate(() => document.cookie)).rejects.toThrow("sandboxed")
  expect(asked).toEqual([expect.stringMatching(/^\/player\//), expect.stringMatching(/^\/js\/player-/)])
})

test("who looked at an offer for more than ten seconds and cancelled all the same is found, and watched one after the other", async ({
  page,
  acme,
}) => {
  const looks = [4, 12, 25, 8, 40]
  for (const [i, seconds] of looks.entries()) {
    const startedAt = hoursAgo(i + 1)
    const begin = startedAt.toISOString()
    const stepsViewed = [{ stepType: "OFFER" as const, start: begin, duration: seconds * 1000 }]
    await recordRun(acme, { email: `look-${seconds}@example.com`, startedAt, facts: { stepsViewed } })
  }
  await signInAs("ada", page.context())
  await goTo(page, "/?outcome=cancelled")
  await expect(page.getByRole("article")).toHaveCount(looks.length)
  await filters.open(page)
  for (const look of ["10 to 30 s", "30 s or more"])
    await filters
      .group(page, "Longest Look at an Offer")
      .getByRole("checkbox", { name: look, exact: true })
      .click()
  await page.keyboard.press("Escape")
  await expect(page.getByRole("article")).toHaveCount(3)
  await page.getByRole("link", { name: "Watch the recording", exact: true }).first().click()
  for (const seconds of [12, 25, 40]) {
    const title = `Recording of look-${seconds}@example.com`
    await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible()
    await expect(flowIn(page).getByRole("heading").first()).toBeVisible()
    await page.keyboard.press("n")
  }
})
