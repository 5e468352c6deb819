import type { BlueprintContent } from "@holdfast/protocol/flow"
import { expect, test } from "vitest"
import { type EditAction, editReducer, startEditing } from "./edit-state.ts"

const content = (days: number | null): BlueprintContent => ({
  steps: [],
  branding: { primaryColor: null, brandImage: null },
  discountCooldown: days,
  pauseCooldown: null,
})
const set = (days: number, field: string | null = null): EditAction => ({
  type: "edit",
  change: (content) => ({ ...content, discountCooldown: days }),
  field,
})
const after = (...actions: EditAction[]) => actions.reduce(editReducer, startEditing(content(null)))
const daysAfter = (...actions: EditAction[]) => after(...actions).content.discountCooldown
const [undo, redo, pause] = [{ type: "undo" }, { type: "redo" }, { type: "pause" }] as const

test("every act is a step back, and forth again", () => {
  expect(daysAfter(set(1), set(2))).toBe(2)
  expect(daysAfter(set(1), set(2), undo)).toBe(1)
  expect(daysAfter(set(1), set(2), undo, undo)).toBe(null)
  expect(daysAfter(set(1), set(2), undo, undo, undo)).toBe(null)
  expect(daysAfter(set(1), set(2), undo, undo, redo, redo, redo)).toBe(2)
})

test("what is typed into one field in one go is one step", () => {
  expect(daysAfter(set(1, "a"), set(12, "a"), set(123, "a"), undo)).toBe(null)
  expect(daysAfter(set(1, "a"), set(2, "b"), undo)).toBe(1)
  expect(daysAfter(set(1, "a"), pause, set(2, "a"), undo)).toBe(1)
  expect(daysAfter(set(1, "a"), undo, set(2, "a"), undo)).toBe(null)
})

test("after a step back, something new takes the way forth away", () => {
  expect(daysAfter(set(1), set(2), undo, set(3), redo)).toBe(3)
})

test("what changes nothing is no step", () => {
  const start = startEditing(content(7))
  expect(editReducer(start, set(7))).toBe(start)
})

test("somebody else's edits stay when this person goes back over their own", () => {
  const theirs: EditAction = { type: "merged", rebase: (content) => ({ ...content, pauseCooldown: 90 }) }
  const { content: now } = after(set(1), theirs, undo)
  expect([now.discountCooldown, now.pauseCooldown]).toEqual([null, 90])
})

test("at most 200 steps are kept", () => {
  expect(after(...Array.from({ length: 250 }, (_, i) => set(i))).past).toHaveLength(200)
})
