import { setTimeout as sleep } from "node:timers/promises"
import type { Move } from "@holdfast/protocol/recording"
import { type Browser, chromium as browserType, type Page } from "@playwright/test"
import { chromium } from "../e2e/chromium.ts"
import { aHead } from "../packages/protocol/src/recording/testing/a-recording.ts"
import { type StandIn, startStandIn } from "../packages/widget/e2e/stand-in.ts"
import { watchTasks } from "./longest-task.ts"
import type { Row } from "./row.ts"

const options = { customerId: "cus_1", authHash: "a".repeat(64), customer: { id: "cus_1", name: "Ada King" } }
const slowedBy = 4
const runs = 3
/** What a run may take on the wire, all its pieces together. */
const mostBytes = 8192
/** What recording may take of each second of the main thread. */
const mostMsPerSecond = 2
/** A longer task is felt: the browser calls it long. */
const longTaskMs = 50
const playedMinutes = 30
const firstFrameMs = 300
const seekMs = 100
const seeks = 20

interface Measured {
  seconds: number
  /** What was told of the main thread. */
  told: number[]
  bytes: number
}

/**
 * What recording a run of 40 s through all steps takes, of the wire and of the main thread of a Chromium with a slowed processor; and
 * how soon a recording of half an hour is on the screen. The bounds are what a person feels, so they are no ratios to a
 * floor; what the same run takes without being recorded stands beside.
 */
export async function recorderRows(): Promise<Row[]> {
  const browser = await browserType.launch(chromium)
  try {
    const measure = (isRecorded: boolean, watch: Watch) =>
      withStandIn((standIn) => measureRun(browser, standIn, isRecorded, watch))
    const [on, off]: [Measured[], Measured[]] = [[], []]
    for (let run = 0; run < runs; run++) {
      on.push(await measure(true, watchSeconds))
      off.push(await measure(false, watchSeconds))
    }
    const longest = await measure(true, watchLongest)
    const longestPlain = await measure(false, watchLongest)
    const played = await withStandIn((standIn) => playerRows(browser, standIn))
    return [...runRows(on, off), longestRow(longest, longestPlain), ...played]
  } finally {
    await browser.close()
  }
}

async function withStandIn<T>(work: (standIn: StandIn) => Promise<T>): Promise<T> {
  const standIn = await startStandIn()
  try {
    return await work(standIn)
  } finally {
    await standIn.close()
  }
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

const slowed = `processor slowed ${slowedBy} times`
const runWords = ({ seconds }: Measured) => `a run of ${seconds.toFixed(0)} s through all steps`

function runRows(on: readonly Measured[], off: readonly Measured[]): Row[] {
  const [first] = on
  if (!first) throw new Error("Nothing was measured")
  const bytes = median(on.map((run) => run.bytes))
  const [recorded, plain] = [on, off].map((of) => of.flatMap(({ told }) => told)) as [number[], number[]]
  const added = median(recorded) - median(plain)
  const figures = (ms: readonly number[]) => `${median(ms).toFixed(1)} ms, ${mean(ms).toFixed(1)} on average`
  return [
    {
      question: `the recording of ${runWords(first)}, on the wire`,
      ours: `${bytes} bytes`,
      floor: `${mostBytes} bytes`,
      ratios: [{ of: "bytes", times: bytes / mostBytes, limit: { most: 1 } }],
    },
    {
      question: `${runWords(first)}, ${slowed}: scripts in a second of the main thread`,
      ours: figures(recorded),
      floor: `${figures(plain)}, where nothing is recorded; and ${mostMsPerSecond} ms more`,
      ratios: [
        { of: "added", times: added / mostMsPerSecond, limit: { most: 1 } },
        { of: "average", times: (mean(recorded) - mean(plain)) / mostMsPerSecond, limit: null },
      ],
    },
  ]
}

function longestRow(recorded: Measured, plain: Measured): Row {
  const [longest, longestPlain] = [recorded, plain].map(({ told }) => Math.max(...told)) as [number, number]
  return {
    question: `${runWords(recorded)}, ${slowed}: longest task`,
    ours: `${longest.toFixed(0)} ms`,
    floor: `${longTaskMs} ms, a long task; ${longestPlain.toFixed(0)} ms where nothing is recorded`,
    ratios: [{ of: "longest", times: longest / longTaskMs, limit: { most: 1 } }],
  }
}

/** Looks at a page while something is done in it. */
type Watch = (page: Page) => Promise<(act: () => Promise<void>) => Promise<number[]>>

const watchLongest: Watch = async (page) => {
  const longestTask = await watchTasks(page, slowedBy)
  return async (act) => [await longestTask(act)]
}

/**
 * The processor time of all scripts in each second of the main thread, as Chromium counts it by itself: to look at each task takes more of it
 * than what is measured, and what the browser does beside the scripts changes from run to run by more than that.
 */
const watchSeconds: Watch = async (page) => {
  const session = await page.context().newCDPSession(page)
  await session.send("Performance.enable", { timeDomain: "threadTicks" })
  await session.send("Emulation.setCPUThrottlingRate", { rate: slowedBy })
  const msSoFar = async () => {
    const { metrics } = await session.send("Performance.getMetrics")
    return (metrics.find(({ name }) => name === "ScriptDuration")?.value ?? Number.NaN) * 1000
  }
  return async (act) => {
    const told: number[] = []
    let isDone = false
    const look = async () => {
      let [before, at] = [await msSoFar(), performance.now()]
      while (!isDone) {
        await sleep(1000)
        const [now, nowAt] = [await msSoFar(), performance.now()]
        told.push(((now - before) * 1000) / (nowAt - at))
        ;[before, at] = [now, nowAt]
      }
    }
    const looking = look()
    await act()
    isDone = true
    await looking
    return told
  }
}

async function measureRun(
  browser: Browser,
  standIn: StandIn,
  isRecorded: boolean,
  watchBy: Watch,
): Promise<Measured> {
  if (isRecorded) standIn.recording = { on: true, mergeFields: ["CUSTOMER_NAME.FIRST"], hasNotice: true }
  const page = await browser.newPage({ viewport: { width: 1280, height: 740 }, locale: "en-US" })
  try {
    await page.goto(standIn.page)
    await page.waitForFunction('"holdfast" in window')
    await page.evaluate(`holdfast.init("show", ${JSON.stringify(options)})`)
    await page.frameLocator("holdfast-flow iframe").getByRole("radio").first().waitFor()
    const path = () => standIn.scripts.find((each) => each.includes("/record-"))
    if (isRecorded) await until(async () => path() !== undefined)
    const watch = await watchBy(page)
    const begun = performance.now()
    const told = await watch(() => runThrough(page))
    const seconds = (performance.now() - begun) / 1000
    await page.goto("about:blank")
    const isWhole = () =>
      standIn.recorded.some(({ chunk }) => chunk.moves.some(([, kind]) => kind === "left"))
    if (isRecorded) await until(async () => isWhole())
    return { told, seconds, bytes: standIn.recorded.reduce((sum, { bytes }) => sum + bytes.length, 0) }
  } finally {
    await page.close()
  }
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + 30_000
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error("The recording did not come")
    await sleep(50)
  }
}

/** Somebody who reads, thinks and decides: the pointer wanders, the keys are as fast as those of most people. */
async function runThrough(page: Page): Promise<void> {
  const flow = page.frameLocator("holdfast-flow iframe")
  let turn = 0
  const wander = async (ms: number) => {
    for (const end = performance.now() + ms; performance.now() < end; turn++) {
      const [x, y] = [640 + 220 * Math.sin(turn * 1.7), 370 + 200 * Math.cos(turn * 2.3)]
      await page.mouse.move(x, y, { steps: 12 })
      await page.waitForTimeout(250)
    }
  }
  const write = (text: string) => flow.getByRole("textbox").pressSequentially(text, { delay: 120 })
  await wander(6000)
  await flow.getByText("Something is missing").click()
  await wander(4000)
  await flow.getByText("Something else").click()
  await write("the price of exports")
  await wander(2000)
  await flow.getByRole("button", { name: "Continue" }).click()
  await wander(5000)
  await flow.getByText("2 months").click()
  await wander(3000)
  await flow.getByRole("button", { name: "No thanks" }).click()
  await write("it was good while it lasted")
  await wander(2000)
  await flow.getByRole("button", { name: "Continue" }).click()
  await wander(4000)
  await flow.getByRole("checkbox").check()
  await wander(1000)
  await flow.getByRole("button", { name: "Cancel subscription" }).click()
  await flow.getByRole("button", { name: "Back to my account" }).waitFor()
  await wander(2000)
}

/** Half an hour of a customer who goes back and forth between all steps, and whose pointer never rests. */
function longLog(): Move[] {
  const screens = ["survey", "pause", "words", "confirm"]
  const moves: Move[] = [[0, "screen", "survey"]]
  for (let at = 100; at < playedMinutes * 60_000; at += 100) {
    moves.push([at, "pointer", at % 1280, at % 740])
    if (at % 10_000 === 0) moves.push([at, "screen", screens[(at / 10_000) % screens.length] ?? "survey"])
    if (at % 3000 === 0) moves.push([at, "typed", "feedback", at % 4000])
  }
  return moves
}

async function playerRows(browser: Browser, standIn: StandIn): Promise<Row[]> {
  standIn.otherPages["/watch"] = {
    body: `<!doctype html><iframe src="/player" style="position:fixed;inset:0;width:100%;height:100%;border:0"></iframe>`,
  }
  standIn.otherPages["/player"] = {
    body: `<!doctype html><meta charset="utf-8"><script type="module" src="${standIn.api}/js/player-${standIn.playerBuild()}.js"></script>`,
  }
  const { blueprint } = standIn.openedBy({ run: "run" } as never) as { blueprint: never }
  const head = { ...aHead, hiddenOffers: [], coupon: null, plans: null }
  const load = { kind: "load", log: { head, moves: longLog() }, blueprint, customer: null }
  const [firsts, furthest]: [number[], number[]] = [[], []]
  for (let run = 0; run < runs; run++) {
    const page = await browser.newPage({ viewport: { width: 1280, height: 740 } })
    await page.addInitScript(
      "window.answers = []; addEventListener('message', ({ data }) => answers.push(data))",
    )
    await page.goto(`${standIn.page}/watch`)
    await page.waitForFunction("answers.some(({ kind }) => kind === 'ready')")
    firsts.push(await timeOf(page, [load, { kind: "show", at: 0 }]))
    const times: number[] = []
    for (let seek = 0; seek < seeks; seek++) {
      const at = ((seek * 7919) % 1800) * 1000
      times.push(await timeOf(page, [{ kind: "show", at }]))
    }
    furthest.push(Math.max(...times))
    await page.close()
  }
  const row = (question: string, ms: readonly number[], most: number): Row => ({
    question: `a recording of ${playedMinutes} minutes, ${question}`,
    ours: `${Math.min(...ms).toFixed(0)} ms`,
    floor: `${most} ms`,
    ratios: [{ of: "time", times: Math.min(...ms) / most, limit: { most: 1 } }],
  })
  return [
    row("from its log to its first frame", firsts, firstFrameMs),
    row(`the slowest of ${seeks} moments that are sought`, furthest, seekMs),
  ]
}

/** Milliseconds in the page, until what the last message asks for is painted. */
const timeOf = (page: Page, messages: object[]): Promise<number> =>
  page.evaluate(`(async () => {
    const said = ${JSON.stringify(messages)}
    const begun = performance.now()
    const shown = new Promise((resolve, reject) => {
      addEventListener("message", function listen({ data }) {
        if (data.kind === "fault") reject(new Error(data.sentence))
        if (data.kind !== "shown") return
        removeEventListener("message", listen)
        requestAnimationFrame(() => setTimeout(resolve))
      })
    })
    for (const message of said) frames[0].postMessage(message, "*")
    await shown
    return performance.now() - begun
  })()`)
