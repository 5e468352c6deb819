import { expect, test } from "vitest"
import { makeShownSaveState } from "./shown-save-state.ts"

test("who draws the line is told when it says something else, and not with each key", () => {
  const shown = makeShownSaveState()
  const told: string[] = []
  const stop = shown.subscribe(() => told.push(shown.now().kind))
  shown.set({ kind: "saving" })
  const before = shown.now()
  shown.set({ kind: "saving" })
  expect(shown.now()).toBe(before)
  shown.set({ kind: "unsaved", why: "the network is away" })
  shown.set({ kind: "unsaved", why: "you are signed out" })
  expect(told).toEqual(["saving", "unsaved", "unsaved"])
  stop()
  shown.set({ kind: "saved" })
  expect(told).toHaveLength(3)
  expect(shown.now()).toEqual({ kind: "saved" })
})
