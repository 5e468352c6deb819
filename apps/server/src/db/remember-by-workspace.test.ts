import { expect, test } from "vitest"
import { rememberByWorkspace } from "./remember-by-workspace.ts"

function memory(more: { mostRemembered?: number } = {}) {
  const asked: string[] = []
  let now = 0
  let fault: Error | null = null
  const remembered = rememberByWorkspace(
    async (workspaceId) => {
      asked.push(workspaceId)
      if (fault) throw fault
      return asked.length
    },
    { clock: () => now, ...more },
  )
  return {
    ...{ ...remembered, asked },
    pass: (ms: number) => {
      now += ms
    },
    fail: (error: Error | null) => {
      fault = error
    },
  }
}

test("what was read holds for five seconds, and many who ask at once wait for one reading", async () => {
  const { of, asked, pass } = memory()
  expect(await Promise.all([of("a"), of("a"), of("a")])).toEqual([1, 1, 1])
  pass(4999)
  expect(await of("a")).toBe(1)
  pass(1)
  expect(await of("a")).toBe(2)
  expect(asked).toEqual(["a", "a"])
})

test("what is forgotten is read again, that of others is not", async () => {
  const { of, forget, asked } = memory()
  await Promise.all([of("a"), of("b")])
  forget("a")
  await Promise.all([of("a"), of("b")])
  expect(asked).toEqual(["a", "b", "a"])
})

test("a reading that began before something changed is not what later ones find", async () => {
  const { promise, resolve } = Promise.withResolvers<string>()
  const answers = [promise, Promise.resolve("new")]
  const { of, forget } = rememberByWorkspace(() => answers.shift() ?? Promise.reject(new Error("once more")))
  const early = of("a")
  forget("a")
  expect(await of("a")).toBe("new")
  resolve("old")
  expect([await early, await of("a")]).toEqual(["old", "new"])
})

test("what cannot be read is not remembered", async () => {
  const { of, fail } = memory()
  fail(new Error("the database is away"))
  await expect(of("a")).rejects.toThrow("away")
  fail(null)
  expect(await of("a")).toBe(2)
})

test("the oldest is forgotten for a new one", async () => {
  const { of, asked } = memory({ mostRemembered: 2 })
  for (const each of ["a", "b", "c", "b", "a"]) await of(each)
  expect(asked).toEqual(["a", "b", "c", "a"])
})
