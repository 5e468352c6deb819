import type { BrowserContext, FrameLocator, Page } from "@playwright/test"
import { aHead } from "../../protocol/src/recording/testing/a-recording.ts"
import type { PlayerAnswer, PlayerMessage } from "../src/play/player-script.tsx"
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
  const say = (message: PlayerMessage) =>
    page.evaluate((said) => {
      const home = window as unknown as { heard: unknown[]; frames: Window[] }
      home.heard = []
      home.frames[0]?.postMessage(said, "*")
    }, message)
  const heard = () => page.evaluate(() => (window as unknown as { heard?: PlayerAnswer[] }).heard ?? [])
  const hears = (kind: PlayerAnswer["kind"]) =>
    expect.poll(async () => (await heard()).map((answer) => answer.kind)).toEqual([kind])
  await hears("ready")
  return { page, say, heard, hears, asked }
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

const script = "<img src=x onerror=top.ran=1><script>top.ran=1</script><svg onload=top.ran=1>"
const head = { ...aHead, hiddenOffers: [], coupon: null, plans: null, ownWords: [] as [string, string][] }
const begun: unknown[] = [0, "screen", "survey"]

const drawn: [name: string, change: object, ...moves: unknown[][]][] = [
  ["scripts in the merchant's message", {}, begun, [1, "phase", "failed", script, null]],
  ["an address that runs, as the message", {}, begun, [1, "phase", "done", "javascript:top.ran=1", null]],
  [
    "scripts in the page's own words",
    {
      ownWords: [
        ["next", script],
        ["close", script],
        ["back", script],
      ],
    },
    begun,
  ],
  [
    "words that are none",
    {
      ownWords: [
        ["constructor", script],
        ["toString", script],
      ],
    },
    begun,
  ],
  ["scripts as guids", {}, begun, [1, "choice", script], [2, "screen", script], [3, "plan", script]],
  ["scripts as merge fields and hidden offers", { mergeFields: [script], hiddenOffers: [script] }, begun],
  ["a decision on no offer", {}, begun, [1, "decision", "accepted"], [1, "phase", "done", null, null]],
  [
    "moves before the first screen",
    {},
    [0, "declined"],
    [0, "typed", "feedback", 10_000],
    [0, "press", 1, 1, 9999],
  ],
  ["a control that is none", {}, begun, [1, "focus", 9999, 1], [2, "scroll", 20_000]],
  ["a fall, and a fall from there", {}, begun, [1, "fellBack"], [1, "screen", "confirm"], [2, "fellBack"]],
  ["a plan change to plans that are none", { plans: [script] }, begun],
]
const refused: [name: string, change: object, ...moves: unknown[][]][] = [
  ["an unknown kind", {}, begun, [1, "eval", "top.ran=1"]],
  ["a kind of the prototype", {}, begun, [1, "constructor", "top.ran=1"]],
  ["a number without end", {}, begun, [1, "pointer", 1e308, 1]],
  ["a text as a number", {}, begun, [1, "scroll", script]],
  ["times that run backwards", {}, [5, "screen", "survey"], [4, "closed"]],
  ["an object as a text", {}, begun, [1, "phase", "failed", { toString: script }, null]],
  [
    "a colour that fetches",
    { look: { light: { "--panel": "url(https://evil.example/x)" }, dark: {} } },
    begun,
  ],
  ["a style that is no colour", { look: { light: { "background:url(x)": "#ffffff" }, dark: {} } }, begun],
  ["a font that fetches", { fonts: ["url(https://evil.example/x)"] }, begun],
  ["another version", { version: 2 }, begun],
  ["a language that is none", { locale: `en"><script>top.ran=1</script>` }, begun],
  ["a broken encoding", {}, begun, [1, "phase", "failed", "\ud800", null]],
  ["a key that nobody knows", { href: "javascript:top.ran=1" }, begun],
]

test("of a hostile log nothing runs and nothing is fetched, and the player says what is wrong", async ({
  visit,
  context,
}) => {
  const { standIn } = visit
  await visit.open()
  await visit.flow.getByRole("radio").first().waitFor()
  const player = await openPlayer(context, standIn, standIn.playerBuild(), "#ffffff")
  const asked = [...player.asked]
  const { blueprint } = standIn.openedBy({ ...standIn.opened[0], run: "run" } as never) as {
    blueprint: never
  }
  const load = async (change: object, moves: unknown[][]) => {
    const log = { head: { ...head, ...change }, moves }
    const brandImage = "https://evil.example/logo.svg"
    await player.say({ kind: "load", log: log as never, blueprint, customer: null, brandImage })
  }
  for (const [name, change, ...moves] of drawn) {
    await test.step(name, async () => {
      await load(change, moves)
      await player.hears("loaded")
      for (const at of [0, 1, 2, 3, 1e9]) {
        await player.say({ kind: "show", at })
        await player.hears("shown")
      }
    })
  }
  for (const [name, change, ...moves] of refused) {
    await test.step(name, async () => {
      await load(change, moves)
      await player.hears("fault")
      expect(await player.heard()).toMatchObject([{ sentence: expect.stringMatching(/^(head|moves).*\.$/) }])
    })
  }
  for (const odd of [null, 7, "show", { kind: "eval" }, { kind: "load" }, { kind: "load", log: [] }]) {
    await player.say(odd as never)
  }
  expect(await player.page.evaluate(() => "ran" in window)).toBe(false)
  expect(player.asked).toEqual(asked)
})
