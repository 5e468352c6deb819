import { expect, test } from "vitest"
import { kindOf, type SessionChange, type SessionState, sequenceOf } from "./session-change.ts"

const which = { workspaceId: "w", id: "s", mode: "live", createdAt: new Date(0) } as const
const open: SessionState = { outcome: "open", saveType: null, bouncedBy: null, revision: 1, sequence: 7 }
const abandoned: SessionState = { ...open, outcome: "abandoned", saveType: "ABANDON" }
const paused: SessionState = { ...open, outcome: "saved", saveType: "PAUSE" }
const canceled: SessionState = { ...open, outcome: "canceled" }
const by = (state: SessionState, bouncedBy: string): SessionState => ({ ...state, bouncedBy })

const change = (before: SessionState | null, after: SessionState): SessionChange => ({
  ...which,
  before,
  after,
})

test.for([
  ["opened", null, open],
  ["updated", open, open],
  ["settled", open, abandoned],
  ["settled", null, canceled],
  ["settled", null, by(abandoned, "other")],
  ["corrected", abandoned, canceled],
  ["corrected", paused, { ...paused, saveType: "DISCOUNT" }],
  ["corrected", by(abandoned, "other"), canceled],
  ["reopened", abandoned, open],
  ["updated", canceled, canceled],
  ["bounced", abandoned, by(abandoned, "other")],
  ["bounced", by(abandoned, "other"), by(abandoned, "third")],
  ["unbounced", by(abandoned, "other"), abandoned],
] as const)("%s: %o, then %o", ([kind, before, after]) => {
  expect(kindOf(change(before, after))).toBe(kind)
})

test("a session that goes away is deleted, one change after its last", () => {
  const gone: SessionChange = { ...which, before: canceled, after: null }
  expect([kindOf(gone), sequenceOf(gone)]).toEqual(["deleted", 8])
  expect(sequenceOf(change(open, { ...canceled, sequence: 8 }))).toBe(8)
})
