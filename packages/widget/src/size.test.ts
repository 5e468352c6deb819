import { fileURLToPath } from "node:url"
import { runInNewContext } from "node:vm"
import { gzipSync } from "node:zlib"
import { build, type Rolldown } from "vite"
import { beforeAll, expect, test } from "vitest"
import { languages } from "../../../apps/server/src/flow/present/words/choose-words.ts"
import { coreWordNames } from "./words/flow-word.ts"

const root = fileURLToPath(new URL("..", import.meta.url))
const budget = 15_000

/** What is built, by file name. */
const scripts = new Map<string, string>()
const appScript = () => scripts.get("app.js") ?? ""
const flowScript = () => scripts.get([...scripts.keys()].find((name) => name.startsWith("flow-")) ?? "") ?? ""

beforeAll(async () => {
  const output = await build({ root, logLevel: "silent", build: { write: false } })
  const [{ output: files }] = (Array.isArray(output) ? output : [output]) as [Rolldown.RolldownOutput]
  for (const file of files)
    scripts.set(file.fileName, String(file.type === "chunk" ? file.code : file.source))
})

test("three scripts are built, the first one in each language, and it knows the names of the others", () => {
  const names = [...scripts.keys()]
  const [flow = "", wall = "", ...more] = names.filter((name) => /^(flow|wall)-[0-9a-f]{12}\.js$/.test(name))
  expect([flow.slice(0, 5), wall.slice(0, 5), more]).toEqual(["flow-", "wall-", []])
  const first = Object.keys(languages).map((lang) => (lang === "en" ? "app.js" : `app.${lang}.js`))
  expect(names.toSorted()).toEqual([...first, flow, wall].toSorted())
  for (const name of first) for (const later of [flow, wall]) expect(scripts.get(name)).toContain(later)
})

test("the first script in a language says all that it says by itself in that language", () => {
  for (const [lang, words] of Object.entries(languages)) {
    const code = scripts.get(lang === "en" ? "app.js" : `app.${lang}.js`) ?? ""
    const [, said = ""] = /=(\{lang:.*?\}\})/.exec(code) ?? []
    const own = Object.fromEntries(coreWordNames.map((name) => [name, words[name]]))
    expect(runInNewContext(`(${said})`)).toEqual({ lang, words: own })
  }
})

test("each of the scripts stays within 15 KB gzipped", () => {
  const bytes = [...scripts.values()].map((code) => gzipSync(code, { level: 9 }).length)
  expect(bytes.filter((count) => count > budget || count < 1000)).toEqual([])
})

test("no schema library reaches a browser", () => {
  for (const code of scripts.values()) expect(code).not.toMatch(/additionalProperties|typebox/i)
})

test("the scripts read the same in every charset", () => {
  for (const code of scripts.values()) expect([...code].filter((char) => char > "~").join("")).toBe("")
})

test("the views of the steps are in the second script alone, the confirm step in both", () => {
  const marks = ["textarea", "radiogroup", "checkbox"]
  const marksIn = (code: string) => marks.filter((mark) => code.includes(`\`${mark}\``))
  expect([marksIn(appScript()), marksIn(flowScript())]).toEqual([["checkbox"], marks])
})
