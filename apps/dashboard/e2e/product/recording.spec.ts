import { expect, goTo, rowOf, signInAs, test } from "./visit.ts"
import { current, flowIn, headings, speed, time, watch, words } from "./visit-recording.ts"
import { recordRun } from "./watchable.ts"

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
