import { expect, test } from "vitest"
import { groupSessions } from "./group-sessions.ts"

const groups = (...sessions: [string, string?][]) =>
  groupSessions(sessions.map(([id, winner]) => ({ id, bouncedBy: winner ? { id: winner } : null }))).map(
    ({ winnerId, sessions: tied }) => [winnerId, tied.map(({ id }) => id).join("")],
  )

test("a winner stands with what it set aside, later and earlier", () => {
  expect(groups(["a", "b"], ["b"], ["c", "b"], ["d"])).toEqual([
    ["b", "abc"],
    ["d", "d"],
  ])
})

test("a session that takes no part comes between, and the tie goes on after it", () => {
  expect(groups(["a", "c"], ["open"], ["c"], ["d", "c"])).toEqual([
    ["c", "a"],
    ["open", "open"],
    ["c", "cd"],
  ])
})

test("a winner that is not in the list still ties its own together", () => {
  expect(groups(["a", "elsewhere"], ["b", "elsewhere"], ["c"])).toEqual([
    ["elsewhere", "ab"],
    ["c", "c"],
  ])
  expect(groups()).toEqual([])
})
