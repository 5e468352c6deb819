import { auditActions } from "@holdfast/protocol/dashboard"
import { expect, test } from "vitest"
import { actionGroups } from "./action-groups.ts"
import { actionWords } from "./action-words.ts"

test("every action has words of its own", () => {
  for (const action of auditActions) {
    expect(actionWords(action)).toEqual({
      choice: expect.stringMatching(/^[A-Z][a-z -]+$/),
      did: expect.stringMatching(/^[a-z -]+$/),
    })
  }
  for (const kind of ["choice", "did"] as const) {
    expect(new Set(auditActions.map((action) => actionWords(action)[kind])).size).toBe(auditActions.length)
  }
})

test("every action is there to choose, once", () => {
  expect(actionGroups.flatMap(({ actions }) => actions).toSorted()).toEqual([...auditActions].toSorted())
})
