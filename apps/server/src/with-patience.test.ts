import { execFile } from "node:child_process"
import { promisify } from "node:util"
import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { withPatience } from "./with-patience.ts"

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test("what comes within the limit is given, and no timer is left", async () => {
  const { promise, resolve } = Promise.withResolvers<string>()
  const waiting = withPatience(promise, 100)
  vi.advanceTimersByTime(99)
  resolve("there")
  expect(await waiting).toBe("there")
  expect(vi.getTimerCount()).toBe(0)
})

test("what fails within the limit fails, and no timer is left", async () => {
  await expect(withPatience(Promise.reject(new Error("broken")), 100)).rejects.toThrow("broken")
  expect(vi.getTimerCount()).toBe(0)
})

test("what takes longer is late, and may fail afterwards", async () => {
  const { promise, reject } = Promise.withResolvers<string>()
  const waiting = withPatience(promise, 100)
  vi.advanceTimersByTime(100)
  expect(await waiting).toBe("late")
  // an error that nobody handles would fail the run
  reject(new Error("broken too late"))
})

test("a process that nothing else keeps up waits for the limit", async () => {
  const script = `
    import { withPatience } from ${JSON.stringify(import.meta.resolve("./with-patience.ts"))}
    console.log(await withPatience(new Promise(() => {}), 1))`
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", script])
  expect(stdout).toBe("late\n")
})
