import { expect, test } from "vitest"
import { Problem, problemOf } from "./problem.ts"

const read = (status: number, body: unknown, headers: Record<string, string> = {}) => {
  const { kind, code, message, id, retryAfterS } = problemOf(status, new Headers(headers), body)
  return { kind, code, message, id, retryAfterS }
}

test("a fault of ours carries the id to quote", () => {
  expect(read(500, { error: { code: "internal", message: "Something broke", id: "f-17" } })).toEqual({
    kind: "fault",
    code: "internal",
    message: "Something broke",
    id: "f-17",
    retryAfterS: null,
  })
})

test("a refusal of the sign-in service is read as well", () => {
  expect(read(401, { code: "INVALID_EMAIL_OR_PASSWORD", message: "Invalid email or password" })).toEqual({
    kind: "signed-out",
    code: "INVALID_EMAIL_OR_PASSWORD",
    message: "Invalid email or password",
    id: null,
    retryAfterS: null,
  })
})

test("too many tries say how long to wait", () => {
  expect(read(429, null, { "x-retry-after": "9.2" })).toEqual({
    kind: "too-many",
    code: "unknown",
    message: "Holdfast answered in a way this page does not understand",
    id: null,
    retryAfterS: 10,
  })
})

test("no answer, and a proxy's word that there is none, are the same to a person", () => {
  const silence = new Problem({ status: 0, code: "no_answer", message: "Holdfast did not answer" })
  expect([silence.kind, read(502, "<html>Bad gateway</html>").kind, read(503, null).kind]).toEqual([
    "away",
    "away",
    "away",
  ])
})

test("a request that is longer than the server takes is refused in words", () => {
  expect(read(431, null)).toMatchObject({
    kind: "refused",
    message: "The search and the filters are longer than the server takes",
  })
})

test("a server that has too much to do says so in its own words", () => {
  const message = "This took longer than 10 seconds and was stopped; narrow the dates or the search."
  expect(read(503, { error: { code: "too_slow", message } })).toMatchObject({ kind: "overloaded", message })
})

test("a server whose database is away is away as well", () => {
  expect(read(503, { error: { code: "database_away", message: "The database…" } }).kind).toBe("away")
})
