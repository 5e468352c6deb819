import { randomUUID } from "node:crypto"
import type { EditedFlow, FlowList } from "@holdfast/protocol/dashboard"
import {
  type BlueprintContent,
  languageOf,
  type SurveyChoice,
  setTranslation,
  visibleTexts,
  widgetLanguages,
} from "@holdfast/protocol/flow"
import { type Browser, chromium as browserType, type Page } from "@playwright/test"
import { chromium } from "../e2e/chromium.ts"
import { watchTasks } from "./longest-task.ts"
import type { Bench } from "./measure-fresh.ts"
import type { Row } from "./row.ts"
import type { BenchServer } from "./server.ts"

const choiceCount = 30
const slowedBy = 4
/** A longer task is felt: the browser calls it long. */
const longTaskMs = 50
const flow = `a flow with ${choiceCount} choices in ${Object.keys(widgetLanguages).length} languages`
const keys = "abcdefghijklmnopqrst"
/** Whatever else the machine does makes tasks longer, never shorter: the best run counts. */
const runs = 3

/**
 * The longest task of the flow editor in a Chromium with a slowed processor: until a flow with as many choices as one may
 * have, said in all languages, is on the screen, and while somebody types into one of them. The bound is what a person feels, so it is the one
 * that is no ratio to a floor; a task counts with the processor time of its thread.
 */
export async function editorRows({ server }: Bench): Promise<Row[]> {
  const draft = draftOf(server)
  const before = await draft.read()
  const browser = await browserType.launch(chromium)
  try {
    await draft.write(withAllLanguages(withManyChoices(before.content)))
    const [empty, opening, typing]: [number[], number[], number[]] = [[], [], []]
    for (let run = 0; run < runs; run++) {
      const page = await openPage(browser, server)
      // once before: what a browser keeps of scripts is not what is measured
      await showEmptyPage(page, server)
      const longestTask = await watchTasks(page, slowedBy)
      empty.push(await longestTask(() => showEmptyPage(page, server)))
      opening.push(await longestTask(() => showEditor(page, before.address)))
      typing.push(await longestTask(() => typeIntoChoice(page)))
      await page.context().close()
    }
    return [
      taskRow(`the editor of ${flow} until it is on the screen`, opening, empty),
      taskRow(`a key in ${flow}`, typing, empty),
    ]
  } finally {
    await browser.close()
    await draft.write(before.content)
  }
}

const taskRow = (what: string, longestMs: readonly number[], emptyMs: readonly number[]): Row => {
  const [best, empty] = [Math.min(...longestMs), Math.min(...emptyMs)]
  return {
    question: `${what}, processor slowed ${slowedBy} times: longest task`,
    ours: `${best.toFixed(0)} ms`,
    floor: `${longTaskMs} ms, a long task; ${empty.toFixed(0)} ms, the dashboard with an empty page`,
    ratios: [
      { of: "longest", times: best / longTaskMs, limit: { most: 1 } },
      { of: "empty page", times: best / empty, limit: null },
    ],
  }
}

function withManyChoices(content: BlueprintContent): BlueprintContent {
  const steps = content.steps.map((step) => {
    if (step.stepType !== "SURVEY") return step
    const pattern = step.survey.choices.find(({ followup }) => followup) ?? step.survey.choices[0]
    if (!pattern) throw new Error("The survey of the Primary Flow has no choice")
    const choices = Array.from({ length: choiceCount }, (_, at) => ({
      ...withNewGuids(pattern),
      value: `Reason number ${at + 1}`,
    }))
    return { ...step, survey: { ...step.survey, choices } }
  })
  return { ...content, steps }
}

/** Every text that can be read, in each language that the widget has words in. */
const withAllLanguages = (content: BlueprintContent): BlueprintContent =>
  Object.keys(widgetLanguages)
    .filter((language) => language !== languageOf(content))
    .flatMap((language) => visibleTexts(content).map((text) => ({ language, text })))
    .reduce(
      (now, { language, text }) =>
        setTranslation(now, language, text, {
          text: `${language}: ${text.text}`,
          source: text.text,
          by: "own",
        }),
      content,
    )

const withNewGuids = (choice: SurveyChoice): SurveyChoice =>
  JSON.parse(JSON.stringify(choice), (key, value) => (key === "guid" ? randomUUID() : value)) as SurveyChoice

async function openPage(browser: Browser, { url, cookie }: BenchServer): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  await context.addCookies(
    cookie.split("; ").map((pair) => {
      const [name = "", ...value] = pair.split("=")
      return { name, value: value.join("="), url }
    }),
  )
  return context.newPage()
}

/** A page of the dashboard on which there is nothing but a sentence: what the frame around every page takes. */
async function showEmptyPage(page: Page, { url, keys: { appId } }: BenchServer): Promise<void> {
  await page.goto(`${url}/versions/none?workspace=${appId}`)
  await page.getByRole("heading", { name: "This flow is not kept here" }).waitFor()
}

async function showEditor(page: Page, address: string): Promise<void> {
  await page.goto(address)
  await page.getByRole("textbox", { name: `Choice ${choiceCount}`, exact: true }).waitFor()
  // the widget has a frame of its own within that of the preview
  const widget = page.frameLocator("iframe").frameLocator("iframe")
  await widget.getByText("Reason number 1", { exact: true }).waitFor({ state: "attached" })
}

/** In the page: what a key changes is painted. */
const nextFrame = "new Promise((done) => requestAnimationFrame(() => setTimeout(done)))"

async function typeIntoChoice(page: Page): Promise<void> {
  const field = page.getByRole("textbox", { name: `Choice ${choiceCount / 2}`, exact: true })
  await field.click()
  for (const key of keys) {
    await page.keyboard.press(key)
    await page.evaluate(nextFrame)
  }
  await page.getByText("Saved", { exact: true }).waitFor()
}

/** The draft of the demo workspace's Primary Flow, as the dashboard reads and writes it. */
function draftOf({ url, cookie, keys: { appId } }: BenchServer) {
  const base = `/api/workspaces/${appId}/flows`
  const ask = async <T>(method: string, path: string, body?: object): Promise<T> => {
    const answer = await fetch(url + base + path, {
      method,
      headers: { cookie, origin: url, ...(body && { "content-type": "application/json" }) },
      ...(body && { body: JSON.stringify(body) }),
    })
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    return (await answer.json()) as T
  }
  const readPrimary = async (): Promise<EditedFlow> => {
    const { flows } = await ask<FlowList>("GET", "")
    const primary = flows.find(({ segment }) => segment === null)
    if (!primary) throw new Error("The workspace has no Primary Flow")
    return ask("GET", `/${primary.id}`)
  }
  return {
    async read() {
      const { flow, draft } = await readPrimary()
      return { content: draft.content, address: `${url}/flows/${flow.id}?workspace=${appId}` }
    },
    async write(content: BlueprintContent): Promise<void> {
      const { flow, draft } = await readPrimary()
      await ask("PUT", `/${flow.id}/draft`, { content, revision: draft.revision })
    },
  }
}
