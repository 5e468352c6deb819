import { randomUUID } from "node:crypto"
import { type BlueprintContent, setTranslation, visibleTexts } from "@holdfast/protocol/flow"
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import type { FlowChange, FlowWriter } from "../../flow/edit/flow-change.ts"
import { publishDraft } from "../../flow/edit/publish-draft.ts"
import { saveDraft } from "../../flow/edit/save-draft.ts"
import { fr } from "../../flow/present/words/fr.ts"
import { starterFlow } from "../../flow/starter-flow.ts"
import { listStream } from "../../session/read/list-sessions.ts"
import { toStreamRow } from "../../session/read/to-stream-row.ts"
import { authHash, type TestApp, type TestWorkspace, testApp } from "../../testing/test-app.ts"

let server: TestApp
let shop: TestWorkspace
let blueprintId: string
const now = new Date("2026-11-01T12:00:00.000Z")
beforeAll(async () => {
  server = await testApp()
})
afterAll(() => server.close())

/** Every text in French by a person, and in German by a machine, but for the first one. */
function translated(): BlueprintContent {
  const content = starterFlow()
  const [first] = visibleTexts(content)
  return visibleTexts(content).reduce((now, { guid, field, text }) => {
    const inFrench = setTranslation(
      now,
      "fr",
      { guid, field },
      { text: `fr ${text}`, source: text, by: "own" },
    )
    if (text === first?.text) return inFrench
    const words = { text: `de ${text}`, source: text, by: "automatic" } as const
    return setTranslation(inFrench, "de", { guid, field }, words)
  }, content)
}

beforeEach(async () => {
  server.setTime(now.getTime())
  shop = await server.addWorkspace("Shop")
  const { db } = server.database
  const writer: FlowWriter = { db, announce: () => {} }
  const change: FlowChange = { workspaceId: shop.id, actor: { kind: "command", name: "test" }, now }
  const { id } = await db
    .selectFrom("flow")
    .select("id")
    .where("workspace_id", "=", shop.id)
    .executeTakeFirstOrThrow()
  await saveDraft(writer, change, id, { content: translated(), revision: 0 })
  const made = await publishDraft(writer, change, id, { revision: 1, note: null })
  if (made.kind !== "published") throw new Error(made.kind)
  blueprintId = made.blueprintId
})

const post = async (path: string, payload: object, headers: Record<string, string> = {}) => {
  const answer = await server.app.inject({ method: "POST", url: path, payload, headers })
  expect(answer.statusCode).toBe(200)
  return answer.json()
}
const aRun = () => ({
  ...{ app: shop.appId, customerId: "cus_1", authHash: authHash(shop, "cus_1") },
  ...{ run: randomUUID(), startedAt: 1000, sentAt: 1000 },
})
const rowOf = async () => {
  const filter = { workspaceId: shop.id, mode: "live" } as never
  const [row] = await listStream(server.database.db, filter, null, 10, 1000)
  if (!row) throw new Error("Nothing was recorded")
  return toStreamRow(row)
}
const recorded = async () => {
  const { detail } = await server.database.db
    .selectFrom("session")
    .select("detail")
    .where("workspace_id", "=", shop.id)
    .executeTakeFirstOrThrow()
  return detail as Record<string, unknown>
}

test("a customer reads texts and words in the language of their browser; what they pick is recorded in the flow's own", async () => {
  const opened = await post("/v1/flow/open", { ...aRun(), detectedLang: "fr-CA" })
  const { content } = opened.blueprint
  expect([opened.uiLang, opened.words.next, content.language, content.translations]).toEqual([
    "fr",
    fr.next,
    "fr",
    undefined,
  ])
  const [survey, freeform] = content.steps
  expect([survey.header, freeform.header]).toEqual([
    "fr What makes you want to cancel?",
    "fr Is there anything else we should know?",
  ])
  expect(survey.survey.choices[2]).toMatchObject({
    value: "Something I need is missing",
    shown: "fr Something I need is missing",
    followup: { question: "What were you missing?", shown: "fr What were you missing?" },
  })
  expect(survey.survey.choices[1].offer.copy.header).toMatch(/^fr /)
})

test.for([
  ["fr-CA", "manual", { shown: "fr-CA", translation: "manual" }],
  ["de", "ai", { shown: "de", translation: "automatic", untranslated: 1 }],
  ["nl-NL", undefined, { shown: "en", translation: "unavailable" }],
  ["en-US", undefined, { shown: "en-US", translation: "default" }],
] as const)(
  "opened in %s, a session says %s, also after the widget's reports",
  async ([detectedLang, translationType, language]) => {
    const run = { ...aRun(), detectedLang }
    const opened = await post("/v1/flow/open", run)
    const shown = { ...language, detected: detectedLang }
    expect((await rowOf()).language).toEqual(shown)
    const contentLang = opened.blueprint.content.language ?? "en"
    const session = {
      ...{ canceled: true, uiLang: opened.uiLang, contentLang, detectedLang },
      ...{ displayLang: language.shown, lang: language.shown, langMismatch: detectedLang === "nl-NL" },
    }
    await post("/v1/flow/report", { ...run, revision: 1, session })
    expect((await rowOf()).language).toEqual(shown)
    expect((await recorded()).translationType).toBe(translationType)
  },
)

test("what the page asks for goes before the browser, and is what was not to be had", async () => {
  await post("/v1/flow/open", { ...aRun(), detectedLang: "fr", lang: "sp" })
  expect(await recorded()).toMatchObject({
    overriddenLang: "es",
    detectedLang: "fr",
    uiLang: "sp",
    displayLang: "es",
    contentLang: "en",
    availableTranslations: false,
  })
  expect((await rowOf()).language).toEqual({ shown: "en", detected: "es", translation: "unavailable" })
})

test("a browser that got the built-in flow was shown no translation", async () => {
  const run = { ...aRun(), detectedLang: "fr" }
  await post("/v1/flow/open", run)
  const builtIn = {
    detectedLang: "fr",
    uiLang: "en",
    contentLang: "en",
    displayLang: "en",
    lang: "en",
    langMismatch: true,
  }
  await post("/v1/flow/report", { ...run, revision: 1, session: { canceled: true, ...builtIn } })
  expect((await rowOf()).language).toEqual({ shown: "en", detected: "fr", translation: "unavailable" })
})

test("an SDK that says a language gets the texts in it, and its answers are recorded in the flow's own", async () => {
  const headers = {
    "x-ck-app": shop.appId,
    "x-ck-customer": "cus_1",
    "x-ck-authorization": authHash(shop, "cus_1"),
  }
  const path = `/v1/api/orgs/${shop.appId}/cancel-flow/config`
  const config = await post(path, { lang: "fr" }, headers)
  const [survey] = config.steps
  const reason = survey.reasons.find((each: { label: string }) => each.label === "fr It is too expensive")
  const start = now.toISOString()
  const session = {
    blueprintId,
    customer: { id: "cus_1" },
    canceled: true,
    surveyChoiceId: reason.id,
    surveyChoiceValue: reason.label,
    stepsViewed: [{ stepType: "SURVEY", start }],
  }
  await post("/v1/api/sessions/sdk", session, headers)
  expect(await recorded()).toMatchObject({
    overriddenLang: "fr",
    contentLang: "fr",
    translationType: "manual",
  })
  expect((await rowOf()).language).toEqual({ shown: "fr", detected: "fr", translation: "manual" })
  const { survey_choice_value: value } = await server.database.db
    .selectFrom("session")
    .select("survey_choice_value")
    .where("workspace_id", "=", shop.id)
    .executeTakeFirstOrThrow()
  expect(value).toBe("It is too expensive")
})

test("an SDK that says no language gets the flow's own, and nothing is said of languages", async () => {
  const headers = {
    "x-ck-app": shop.appId,
    "x-ck-customer": "cus_1",
    "x-ck-authorization": authHash(shop, "cus_1"),
  }
  const config = await post(`/v1/api/orgs/${shop.appId}/cancel-flow/config`, {}, headers)
  expect(config.steps[0].title).toBe("What makes you want to cancel?")
  expect((await rowOf()).language).toBe(null)
})
