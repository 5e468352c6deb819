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

test("each script is built, the first one in each language, and each knows the name of the next", () => {
  const names = [...scripts.keys()]
  const named = (kind: string, digits = 12) =>
    names.find((name) => new RegExp(`^${kind}-[0-9a-f]{${digits}}\\.js$`).test(name)) ?? kind
  const [flow, wall, record, player] = [named("flow"), named("wall"), named("record"), named("player", 32)]
  const first = Object.keys(languages).map((lang) => (lang === "en" ? "app.js" : `app.${lang}.js`))
  expect(names.toSorted()).toEqual([...first, flow, wall, record, player].toSorted())
  for (const name of first) for (const later of [flow, wall]) expect(scripts.get(name)).toContain(later)
  expect(scripts.get(flow)).toContain(record)
  // the log names the player of its build
  expect(scripts.get(record)).toContain(player.slice("player-".length, -".js".length))
})

test("the first script in a language says all that it says by itself in that language", () => {
  for (const [lang, words] of Object.entries(languages)) {
    const code = scripts.get(lang === "en" ? "app.js" : `app.${lang}.js`) ?? ""
    const [, said = ""] = /=(\{lang:.*?\}\})/.exec(code) ?? []
    const own = Object.fromEntries(coreWordNames.map((name) => [name, words[name]]))
    expect(runInNewContext(`(${said})`)).toEqual({ lang, words: own })
  }
})

const gzipped = (code: string) => gzipSync(code, { level: 9 }).length

test("each of the scripts that a customer loads stays within 15 KB gzipped, and the one that records within 3", () => {
  const loaded = [...scripts].filter(([name]) => !name.startsWith("player-"))
  const bytes = loaded.map(([name, code]) => gzipped(code) / (name.startsWith("record-") ? 3000 : budget))
  expect(bytes.filter((share) => share > 1 || share < 0.05)).toEqual([])
})

test("nothing of what records is in a script that is loaded without it", () => {
  const without = [...scripts].filter(([name]) => /^(app|flow|wall)/.test(name))
  for (const [, code] of without) expect(code).not.toMatch(/pointermove|CompressionStream/)
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
