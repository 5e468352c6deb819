import { afterEach, beforeEach, expect, test, vi } from "vitest"

vi.stubGlobal("FLOW_SCRIPT", "flow-0123.js")
const { loadFlowScript } = await import("./load-flow-script.ts")

const script = { Step: () => null, styles: "" }

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test("the script is asked for beside app.js", async () => {
  const load = vi.fn(async () => script)
  expect(await loadFlowScript("https://holdfast.example", load)).toEqual(script)
  expect(load.mock.calls).toEqual([["https://holdfast.example/js/flow-0123.js"]])
})

test("what is not the script, or does not come, is a sentence", async () => {
  const blocked = () => Promise.reject(new TypeError("blocked"))
  expect([
    await loadFlowScript("", blocked),
    await loadFlowScript("", async () => ({ default: 1 })),
    await loadFlowScript("", async () => ({ ...script, styles: undefined })),
  ]).toEqual([
    "flow-0123.js could not be loaded (TypeError: blocked)",
    "flow-0123.js could not be loaded (Error: it is another script)",
    "flow-0123.js could not be loaded (Error: it is another script)",
  ])
})

test("nobody waits for it longer than three seconds, and what comes later is no error", async () => {
  const ended: unknown[] = []
  const late = () => new Promise((_resolve, reject) => setTimeout(reject, 4000, new Error("late")))
  loadFlowScript("", late).then((end) => ended.push(end))
  await vi.advanceTimersByTimeAsync(2999)
  expect(ended).toEqual([])
  await vi.advanceTimersByTimeAsync(1)
  expect(ended).toEqual(["flow-0123.js did not load within 3 seconds"])
  await vi.advanceTimersByTimeAsync(5000)
  expect(ended).toHaveLength(1)
})
