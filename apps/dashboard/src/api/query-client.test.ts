import { expect, test } from "vitest"
import { Problem } from "./problem.ts"
import { isWorthRetrying } from "./query-client.ts"

const problem = (status: number, code: string) => new Problem({ status, code, message: "" })

test("silence, a fault and a busy server are tried twice more; a slow question and a refusal are not", () => {
  const tried = (each: Error) => [0, 1, 2].map((failures) => isWorthRetrying(failures, each))
  expect({
    silence: tried(problem(0, "no_answer")),
    fault: tried(problem(500, "internal")),
    busy: tried(problem(503, "busy")),
    slow: tried(problem(503, "too_slow")),
    refusal: tried(problem(422, "invalid")),
    ours: tried(new Error("a mistake of this page")),
  }).toEqual({
    silence: [true, true, false],
    fault: [true, true, false],
    busy: [true, true, false],
    slow: [false, false, false],
    refusal: [false, false, false],
    ours: [false, false, false],
  })
})
