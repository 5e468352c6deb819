import type { BrowserContext, FrameLocator, Page } from "@playwright/test"
import type { PlayerAnswer, PlayerMessage } from "../src/play/player-script.tsx"
import {
  drawnLogs,
  endless,
  goodHead,
  goodMoves,
  type HostileLog,
  refusedLogs,
  undrawableLogs,
} from "./hostile-logs.ts"
import { closedLog, logIn, openRecorded } from "./recorded.ts"
import type { StandIn } from "./stand-in.ts"
import { expect, options, test, type Visit } from "./visit.ts"

const policy = (api: string) =>
  `default-src 'none'; script-src ${api}; img-src data:; base-uri 'none'; form-action 'none'`

/** A page with the player of a build in a document of its own, with a policy under which it can ask nobody. */
async function openPlayer(context: BrowserContext, standIn: StandIn, build: string, background: string) {
  const { api, otherPages } = standIn
  otherPages["/watch"] = {
    body: `<!doctype html><body style="margin:0;background:${background}">
      <script>addEventListener("message", ({ data }) => (window.heard ??= []).push(data))</script>
      <iframe src="/player" style="position:fixed;inset:0;width:100%;height:100%;border:0;color-scheme:light"></iframe>`,
  }
  otherPages["/player"] = {
    headers: { "content-security-policy": policy(api) },
    body: `<!doctype html><meta charset="utf-8"><script type="module" src="${api}/js/player-${build}.js"></script>`,
  }
  const page = await context.newPage()
  const asked: string[] = []
  page.on("request", (request) => asked.push(request.url()))
  await page.goto(`${standIn.page}/watch`)
  const sayJson = (json: string) =>
    page.evaluate((said) => {
      const home = window as unknown as { heard: unknown[]; frames: Window[] }
      home.heard = []
      home.frames[0]?.postMessage(JSON.parse(said), "*")
    }, json)
  const say = (message: PlayerMessage) => sayJson(JSON.stringify(message))
  const heard = () => page.evaluate(() => (window as unknown as { heard?: PlayerAnswer[] }).heard ?? [])
  const hears = (kind: PlayerAnswer["kind"]) =>
    expect.poll(async () => (await heard()).map((answer) => answer.kind)).toEqual([kind])
  await hears("ready")
  return { page, say, sayJson, heard, hears, asked }
}

/** How many pixels of two pictures differ by more than smoothing does. */
const differing = (page: Page, pictures: Buffer[]): Promise<number> =>
  page.evaluate(
    async (images) => {
      const [a, b] = await Promise.all(
        images.map(async (data) => {
          const image = new Image()
          image.src = `data:image/png;base64,${data}`
          await image.decode()
          const canvas = new OffscreenCanvas(image.width, image.height).getContext("2d")
          canvas?.drawImage(image, 0, 0)
          return canvas?.getImageData(0, 0, image.width, image.height)
        }),
      )
      if (!a || !b || a.width !== b.width || a.height !== b.height) return Number.POSITIVE_INFINITY
      let count = 0
      for (let i = 0; i < a.data.length; i += 4) {
        const far = [0, 1, 2].some((part) => Math.abs((a.data[i + part] ?? 0) - (b.data[i + part] ?? 0)) > 24)
        if (far) count += 1
      }
      return count
    },
    pictures.map((picture) => picture.toString("base64")),
  )

/** What was typed is not in the log: dots stand for it. */
const picture = (page: Page, flow: FrameLocator) =>
  page.screenshot({ animations: "disabled", mask: [flow.locator("textarea")] })

/**
 * A field that can be written in has a caret, which is no part of a log. Chromium paints what comes after a caret as another layer, and the
 * round corners in it otherwise where a screen begins at half a pixel.
 */
async function withoutCaret<T>(flow: FrameLocator, look: () => Promise<T>): Promise<T> {
  const setReadOnly = (isReadOnly: boolean) =>
    flow.locator("textarea").evaluateAll((fields, is) => {
      for (const field of fields as HTMLTextAreaElement[]) field.readOnly = is
    }, isReadOnly)
  await setReadOnly(true)
  const seen = await look()
  await setReadOnly(false)
  return seen
}

/** The flow of the shop from its first step to its end, with a look at each. */
async function runThrough(visit: Visit, look: () => Promise<void>): Promise<void> {
  const { flow } = visit
  const press = (at: number) => flow.locator(".actions .button").nth(at).click()
  await look()
  await press(0)
  await look() // complains
  await flow.locator(".options > div > .option").nth(1).click()
  await look() // asks on
  await flow.locator(".followup .option").nth(2).click()
  await flow.locator("textarea").fill("A calendar, and the days of my team in it")
  await look()
  await flow.locator(".options > div > .option").nth(0).click()
  await look()
  await press(0)
  await look() // the discount
  await press(1)
  await look() // the pause
  await flow.locator(".chip").nth(1).click()
  await look()
  await press(1)
  await flow.locator("textarea").fill("Thank you")
  await look()
  await press(0)
  await look() // confirms
  await press(0)
  await look()
  await flow.getByRole("checkbox").press(" ")
  await look()
  await press(0)
  await flow.locator(".ending .mark").waitFor()
  await expect(flow.locator(".busy")).toHaveCount(0)
  await look() // done
}

for (const { scheme, width, lang } of [
  { scheme: "light", width: 1280, lang: "en" },
  { scheme: "dark", width: 390, lang: "en" },
  { scheme: "dark", width: 1280, lang: "ar" },
  { scheme: "light", width: 390, lang: "ar" },
] as const) {
  test(`the player draws what the customer saw at each step: ${scheme}, ${width} wide, ${lang}`, async ({
    page,
    visit,
    context,
  }) => {
    const background = scheme === "dark" ? "#101418" : "#ffffff"
    const { standIn, flow } = visit
    await page.setViewportSize({ width, height: 740 })
    standIn.pageBody = `<style>body{background:${background}}#leave{position:fixed;left:-999px}</style>`
    standIn.hasCancelNow = lang === "en"
    standIn.hasNotice = width === 390
    await openRecorded(visit, {
      ...options,
      i18n: { lang, messages: { [lang]: { doneCancel: "So be it" } } },
    })
    const seen: { at: number; shot: Buffer }[] = []
    await runThrough(visit, async () => {
      // nothing is under the pointer, which would light it up
      await page.mouse.move(1, 1)
      const shot = await withoutCaret(flow, () => picture(page, flow))
      seen.push({ at: await page.evaluate(() => Date.now()), shot })
    })
    await page.goto("about:blank")
    await closedLog(standIn)
    const { head, moves } = logIn(standIn)
    if (!head) throw new Error("The log has no head")
    expect(head).toMatchObject({ direction: lang === "ar" ? "rtl" : "ltr", isDark: scheme === "dark" })

    const player = await openPlayer(context, standIn, head.build, background)
    await player.page.setViewportSize({ width, height: 740 })
    const opened = standIn.openedBy(standIn.opened[0] as never) as { blueprint: never }
    await player.say({
      kind: "load",
      log: { head, moves },
      blueprint: opened.blueprint,
      customer: standIn.customer,
    })
    await player.hears("loaded")
    const differences: number[] = []
    for (const { at, shot } of seen) {
      await player.say({ kind: "show", at: at - head.startedAt, hidesHand: true })
      await player.hears("shown")
      const replayed = await picture(player.page, player.page.frameLocator("iframe"))
      const count = await differing(player.page, [shot, replayed])
      if (count > 0) {
        const name = `${scheme}-${width}-${lang}-${differences.length}`
        await test.info().attach(`${name}-live.png`, { body: shot, contentType: "image/png" })
        await test.info().attach(`${name}-replay.png`, { body: replayed, contentType: "image/png" })
      }
      differences.push(count)
    }
    expect(differences).toEqual(seen.map(() => 0))
    expect(seen).toHaveLength(13)
    expect(player.asked.map((url) => new URL(url).pathname)).toEqual([
      "/watch",
      "/player",
      `/js/player-${head.build}.js`,
    ])
  })
}

/** Asks the player's own document for what a text becomes where it is taken for HTML. */
const foreignElements = (page: Page) =>
  page
    .frameLocator("iframe")
    .locator("script:not([type=module]), [onerror], [onload], [href], body iframe, style, object, embed")
    .count()

test("of a hostile log nothing runs and nothing is fetched, and the player says what is wrong", async ({
  visit,
  context,
}) => {
  const { standIn } = visit
  await visit.open()
  await visit.flow.getByRole("radio").first().waitFor()
  const player = await openPlayer(context, standIn, standIn.playerBuild(), "#ffffff")
  const { page } = player
  const asked = [...player.asked]
  const noticed: string[] = []
  page.on("dialog", (dialog) => {
    noticed.push(`a dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on("console", (message) => noticed.push(message.text()))
  page.on("pageerror", (error) => noticed.push(String(error)))
  const { blueprint, words } = standIn.openedBy({ ...standIn.opened[0], run: "run" } as never) as {
    blueprint: object
    words: Record<string, string>
  }
  const load = (hostile: HostileLog) => {
    const log = { head: { ...goodHead, ...hostile.head }, moves: hostile.moves ?? goodMoves }
    const whole = { kind: "load", log, blueprint, customer: null, ...hostile.with }
    // as JSON, which has numbers without end, and keys that an object would take for its prototype
    return player.sayJson(JSON.stringify(whole).replaceAll(`"${endless}"`, "1e999"))
  }
  const drawn = drawnLogs(Object.keys(words), blueprint)
  for (const hostile of drawn) {
    await test.step(hostile.name, async () => {
      await load(hostile)
      await player.hears("loaded")
      for (const at of [0, 1, 2, 3, 1e9]) {
        await player.say({ kind: "show", at })
        await player.hears("shown")
      }
      expect(await foreignElements(page)).toBe(0)
    })
  }
  for (const hostile of refusedLogs) {
    await test.step(hostile.name, async () => {
      await load(hostile)
      await player.hears("fault")
      const [said] = await player.heard()
      expect(said).toMatchObject({ sentence: expect.stringMatching(/^(head|moves)[^<>]*\.$/) })
    })
  }
  for (const hostile of undrawableLogs) {
    await test.step(hostile.name, async () => {
      await load(hostile)
      await player.hears("fault")
      expect(await player.heard()).toEqual([
        { kind: "fault", sentence: "The blueprint of this run cannot be drawn." },
      ])
    })
  }
  for (const odd of [null, 7, "show", { kind: "eval" }, { kind: "constructor" }, []]) {
    await player.say(odd as never)
  }
  expect(drawn.length + refusedLogs.length + undrawableLogs.length).toBeGreaterThan(60)
  expect(await page.evaluate(() => "ran" in window)).toBe(false)
  expect([player.asked, noticed]).toEqual([asked, []])
})
