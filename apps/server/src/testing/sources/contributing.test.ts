import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { expect, test } from "vitest"
import { root } from "../../root.ts"
import { readSources } from "./read-sources.ts"

/** The page that leads people to the code: it may name nothing that is not there. */
const page = readFileSync(join(root, "CONTRIBUTING.md"), "utf8")
const named = [...page.matchAll(/`([^`]+)`/g)].map(([, name]) => name ?? "")
const rows = page.split("\n").filter((line) => line.startsWith("| ") && !line.startsWith("| ---"))

test("every folder and every file that CONTRIBUTING names is there", () => {
  const sources = readSources()
  const isThere = (name: string) => sources.some(({ path }) => `/${path}`.endsWith(`/${name}`))
  // many are named by the end of their path, beside one that is named in full
  const files = named.filter((name) => /^[\w./-]+\.tsx?$/.test(name))
  // what is built is not in a checkout
  const paths = named.filter((name) => /^(apps|packages|docs|e2e|bench|crash|scripts)\/[\w./-]+$/.test(name))
  const absent = [
    ...files.filter((name) => !isThere(name)),
    ...paths.filter((name) => !name.endsWith("/dist") && !existsSync(join(root, name))),
  ]
  expect(absent).toEqual([])
  expect([files.length > 200, paths.length > 100]).toEqual([true, true])
})

test("no question stands there twice", () => {
  const questions = rows.map((row) => row.split(" | ")[0])
  expect(questions.filter((question, i) => questions.indexOf(question) !== i)).toEqual([])
})
