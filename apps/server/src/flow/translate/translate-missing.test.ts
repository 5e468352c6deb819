import {
  type BlueprintContent,
  publishFaults,
  setTranslation,
  translationOf,
  visibleTexts,
} from "@holdfast/protocol/flow"
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { type TestTranslationServer, testTranslationServer } from "../../testing/test-translation-server.ts"
import { starterFlow } from "../starter-flow.ts"
import { libreTranslate } from "./libre-translate.ts"
import { translateMissing } from "./translate-missing.ts"

let server: TestTranslationServer
beforeAll(async () => {
  server = await testTranslationServer()
})
afterAll(() => server.close())
beforeEach(() => {
  server.asked = []
  server.mood = "fine"
  server.say = (text, target) => `${target}:${text}`
})

const flow = (...automaticLanguages: string[]): BlueprintContent => ({ ...starterFlow(), automaticLanguages })
const texts = visibleTexts(starterFlow())
const [header, choice] = texts
const translated = (content: BlueprintContent, key: string | null = null, timeoutMs?: number) =>
  translateMissing(content, libreTranslate({ url: server.url, key }), timeoutMs)
const said = (content: BlueprintContent, language: string, text = header) =>
  text ? translationOf(content, language, text) : null
const set = (
  content: BlueprintContent,
  words: string,
  source: string,
  by: "own" | "automatic",
  text = header,
) => (text ? setTranslation(content, "fr", text, { text: words, source, by }) : content)

test("every text that customers can see is translated, and nothing but texts is sent", async () => {
  const { content, languages } = await translated(flow("fr", "pt-BR"), "secret")
  expect(languages).toEqual(
    ["fr", "pt-BR"].map((language) => ({ language, translated: texts.length, failed: 0, why: null })),
  )
  expect(said(content, "pt-BR")).toEqual({
    text: `pt:${header?.text}`,
    source: header?.text,
    by: "automatic",
  })
  const { q, ...rest } = server.asked[0] ?? {}
  expect(rest).toEqual({ source: "en", target: "fr", format: "html", api_key: "secret" })
  const sent = server.asked.filter(({ target }) => target === "fr").flatMap((each) => each.q)
  expect(sent).toEqual(texts.map(({ text }) => text))
})

test("what a person wrote stays, stale or not; what is stale of automatic ones is translated anew", async () => {
  const own = set(flow("fr"), "À moi", "another source", "own")
  const both = set(own, "Vieux", "another source", "automatic", choice)
  const { content, languages } = await translated(both)
  expect(languages).toMatchObject([{ translated: texts.length - 1 }])
  expect(said(content, "fr")).toMatchObject({ text: "À moi", source: "another source", by: "own" })
  expect(said(content, "fr", choice)).toEqual({
    text: `fr:${choice?.text}`,
    source: choice?.text,
    by: "automatic",
  })
  // nothing is left, so nothing is asked
  server.asked = []
  expect(await translated({ ...both, translations: content.translations ?? {} })).toMatchObject({
    languages: [],
  })
  expect(server.asked).toEqual([])
})

test("a text whose merge field gets lost stays in the default language, and is told", async () => {
  const base = flow("fr")
  const [survey, ...others] = base.steps
  const greeting = { ...survey, header: "Why, {{CUSTOMER_NAME.FIRST|there}}?" }
  const content = { ...base, steps: [greeting, ...others] } as BlueprintContent
  const kept = await translated(content)
  expect(said(kept.content, "fr")?.text).toBe("fr:Why, {{CUSTOMER_NAME.FIRST|fr:there}}?")
  expect(JSON.stringify(server.asked)).not.toContain("CUSTOMER_NAME")
  server.say = (text) => text.replace(/<span.*?<\/span>/, "Prénom")
  const lost = await translated(content)
  expect(said(lost.content, "fr")).toBe(null)
  expect(lost.languages).toEqual([
    {
      language: "fr",
      translated: texts.length - 1,
      failed: 1,
      why: "A merge field or a tag was lost on the way.",
    },
  ])
})

test("what stands in place of a name is translated too, once for all texts; what would break its field stays", async () => {
  const base = flow("fr")
  const greet = (header: string, description: string) => {
    const [survey, ...others] = base.steps
    return { ...base, steps: [{ ...survey, header, description }, ...others] } as BlueprintContent
  }
  const heading = "{{CUSTOMER_NAME|our friend}}, {{team|all & sundry}} and {{CUSTOMER_NAME.LAST| }}?"
  const content = greet(heading, "Bye, {{CUSTOMER_NAME|our friend}} of {{team|you}}")
  server.say = (text, target) => (text === "you" ? "v|ous" : `${target}:${text}`)
  const { content: filled, languages } = await translated(content)
  expect(languages).toMatchObject([{ failed: 0, why: null }])
  const inFrench = (field: string) => translationOf(filled, "fr", { guid: header?.guid ?? "", field })?.text
  expect(inFrench("header")).toBe(
    "fr:{{CUSTOMER_NAME|fr:our friend}}, {{team|fr:all & sundry}} and {{CUSTOMER_NAME.LAST| }}?",
  )
  expect(inFrench("description")).toBe("fr:Bye, {{CUSTOMER_NAME|fr:our friend}} of {{team|you}}")
  const sent = server.asked.flatMap(({ q }) => q)
  expect(sent.filter((text) => text === "our friend")).toHaveLength(1)
  expect(sent).toContain("all &amp; sundry")
})

test("of two choices that come out the same, one stays in the default language, and it is told", async () => {
  const [first, second] = texts.filter(({ label }) => /^Choice \d+$/.test(label))
  server.say = (text, target) =>
    text === first?.text || text === second?.text ? "Pareil" : `${target}:${text}`
  const { content, languages } = await translated(flow("fr"))
  expect([said(content, "fr", first)?.text, said(content, "fr", second)]).toEqual(["Pareil", null])
  expect(languages).toEqual([
    {
      language: "fr",
      translated: texts.length - 1,
      failed: 1,
      why: "Two answers to one question came out the same.",
    },
  ])
  expect(publishFaults(content)).toEqual([])
})

test.each([
  [
    { status: 403, body: { error: "Invalid API key" } },
    "The translation server answered 403: Invalid API key",
  ],
  [{ status: 500, body: "oops" }, "The translation server answered 500."],
  [
    { status: 200, body: { translatedText: ["one"] } },
    "The translation server answered something else than a translation.",
  ],
  [{ status: 200, body: null }, "The translation server answered something else than a translation."],
] as const)("where the server answers %j, the texts stay, and it is told: %s", async (mood, why) => {
  server.mood = mood
  const base = flow("fr")
  const { content, languages } = await translated(base)
  expect([content, languages]).toEqual([base, [{ language: "fr", translated: 0, failed: texts.length, why }]])
})

test("a server that does not answer holds a publication up for so long, over all languages, and no longer", async () => {
  server.mood = "silent"
  const { languages } = await translated(flow("fr", "de"), null, 50)
  expect(languages.map(({ why }) => why)).toEqual(["It took too long.", "It took too long."])
})

test("without a server, or with one that is not there, the texts stay, and it is told", async () => {
  const gone = libreTranslate({ url: "http://127.0.0.1:9", key: null })
  expect((await translateMissing(flow("fr"), gone)).languages).toMatchObject([
    { why: "The translation server could not be reached." },
  ])
  expect((await translateMissing(flow("fr"), null)).languages).toMatchObject([
    { failed: texts.length, why: "No translation server is configured." },
  ])
})
