import type { FlowDraft } from "@holdfast/protocol/dashboard"
import type { BlueprintContent } from "@holdfast/protocol/flow"
import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { Problem } from "../api/problem.ts"
import { makeDraftSaver } from "./draft-saver.ts"

const content = (discountCooldown: number): BlueprintContent => ({
  steps: [],
  branding: { primaryColor: null, brandImage: null },
  discountCooldown,
  pauseCooldown: null,
})
const away = new Problem({ status: 0, code: "no_answer", message: "no" })
const refused = new Problem({ status: 409, code: "flow_archived", message: "This flow is archived." })
const draft = (revision: number): FlowDraft => ({
  content: content(50),
  revision,
  updatedAt: null,
  updatedBy: null,
})
const changedBy = (revision: number) =>
  new Problem({
    status: 409,
    code: "draft_changed",
    message: "",
    body: { error: { code: "draft_changed", message: "" }, draft: draft(revision) },
  })

/** @param answers what becomes of each save: a fault, or nothing for one that works */
function setUp(answers: (Error | null)[] = [], waitMs = 0) {
  const saved: string[] = []
  const states: string[] = []
  const saver = makeDraftSaver({
    revision: 4,
    async save({ content: { discountCooldown }, revision }, keepalive) {
      saved.push(`${discountCooldown} on ${revision}${keepalive ? ", leaving" : ""}`)
      if (waitMs > 0) await new Promise((go) => setTimeout(go, waitMs))
      const answer = answers.shift()
      if (answer) throw answer
      return { revision: revision + 1, updatedAt: "2026-11-23T12:00:00Z" }
    },
    onState: (state) => {
      const words = state.kind === "unsaved" ? `unsaved: ${state.why}` : state.kind
      if (states.at(-1) !== words) states.push(words)
    },
    onSaved: () => {},
    onConflict: () => content(77),
  })
  return { saver, saved, states }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())
const wait = (ms: number) => vi.advanceTimersByTimeAsync(ms)

test("an untouched draft writes nothing", async () => {
  const { saver, saved, states } = setUp()
  await wait(60_000)
  saver.leave()
  await saver.flush()
  expect([saved, states, saver.isSaved()]).toEqual([[], [], true])
})

test("half a second after the last key it is saved, once", async () => {
  const { saver, saved, states } = setUp()
  saver.changed(content(1))
  await wait(400)
  saver.changed(content(12))
  await wait(499)
  expect(saved).toEqual([])
  await wait(1)
  expect(saved).toEqual(["12 on 4"])
  expect([states, saver.revision(), saver.isSaved()]).toEqual([["saving", "saved"], 5, true])
})

test("who types without a pause is saved all the same", async () => {
  const { saver, saved } = setUp()
  for (let key = 1; key <= 20; key += 1) {
    saver.changed(content(key))
    await wait(100)
  }
  expect(saved).toEqual(["15 on 4"])
})

test("one save at a time: what is typed meanwhile goes with the next one", async () => {
  const { saver, saved } = setUp([], 3000)
  saver.changed(content(1))
  await wait(1000)
  saver.changed(content(2))
  await wait(2000)
  expect(saved).toEqual(["1 on 4"])
  await wait(2000)
  expect(saved).toEqual(["1 on 4", "2 on 5"])
})

test("without a network it is said at once, tried again, and what was typed meanwhile goes along", async () => {
  const { saver, saved, states } = setUp([away, away])
  saver.changed(content(1))
  await wait(500)
  const why = "unsaved: Holdfast cannot be reached. It is tried again."
  expect(states).toEqual(["saving", why])
  saver.changed(content(2))
  await wait(999)
  expect(saved).toEqual(["1 on 4"])
  await wait(1)
  expect(saved).toEqual(["1 on 4", "2 on 4"])
  await wait(2000)
  expect(saved).toEqual(["1 on 4", "2 on 4", "2 on 4"])
  expect(states).toEqual(["saving", why, "saved"])
})

test("the network is back: it is tried at once", async () => {
  const { saver, saved, states } = setUp([away])
  saver.changed(content(1))
  await wait(500)
  saver.tryAgain()
  await wait(0)
  expect([saved, states.at(-1)]).toEqual([["1 on 4", "1 on 4"], "saved"])
})

test("a refusal is told, and tried again when something else is written", async () => {
  const { saver, saved, states } = setUp([refused])
  saver.changed(content(1))
  await wait(60_000)
  expect([saved, states.at(-1)]).toEqual([["1 on 4"], "unsaved: This flow is archived."])
  saver.changed(content(2))
  await wait(2000)
  expect(saved).toEqual(["1 on 4", "2 on 4"])
})

test("somebody else saved: both are brought together, and that is saved on theirs", async () => {
  const { saver, saved, states } = setUp([changedBy(9)])
  saver.changed(content(1))
  await wait(500)
  expect([saved, states, saver.revision()]).toEqual([["1 on 4", "77 on 9"], ["saving", "saved"], 10])
})

test("a page that goes away sends what waits, and nothing else", async () => {
  const { saver, saved } = setUp()
  saver.changed(content(1))
  saver.leave()
  expect(saved).toEqual(["1 on 4, leaving"])
})

test("whoever must have it saved waits for it, and is told where it fails", async () => {
  const { saver, saved } = setUp([away])
  saver.changed(content(1))
  await expect(saver.flush()).rejects.toBe(away)
  const done = saver.flush()
  await wait(0)
  await done
  expect(saved).toEqual(["1 on 4", "1 on 4"])
})
