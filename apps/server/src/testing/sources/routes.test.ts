import { expect, test } from "vitest"
import { readSources } from "./read-sources.ts"

/** A route parses, calls a context and answers: what belongs together in the database is the context's to say. */
const begins = /\.transaction\(\)|\b(?:locked|pipelined)Transaction\(/
const writes = /\.(?:insertInto|updateTable|deleteFrom)\(/

const routes = readSources().filter(({ path, isTest }) => path.startsWith("apps/server/src/http/") && !isTest)

test("no route begins a transaction or writes a row", () => {
  expect(routes.length).toBeGreaterThan(100)
  expect(routes.filter(({ text }) => begins.test(text) || writes.test(text)).map(({ path }) => path)).toEqual(
    [],
  )
})
