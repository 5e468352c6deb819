import { afterEach, expect, test, vi } from "vitest"
import { request, requestFile } from "./request.ts"

afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

const toldOf = (asking: Promise<unknown>) =>
  asking.then(
    () => "answered",
    (cause: unknown) => (cause instanceof Error ? cause.name : "unknown"),
  )

test("a network that fails is a server that did not answer", async () => {
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("Failed to fetch")))
  const { signal } = new AbortController()
  expect(await Promise.all([toldOf(request("/api/me")), toldOf(requestFile("/file", { signal }))])).toEqual([
    "Problem",
    "Problem",
  ])
})

test("a fault of this page is told as what it is, never as a server that did not answer", async () => {
  vi.stubGlobal("fetch", () => Promise.resolve(new Response("{}")))
  const { signal } = new AbortController()
  const circle: { self?: unknown } = {}
  circle.self = circle
  expect(await toldOf(request("/api/me", { method: "POST", body: circle }))).toBe("TypeError")
  vi.spyOn(AbortSignal, "any").mockImplementation(() => {
    throw new TypeError("AbortSignal.any is not a function")
  })
  expect(await Promise.all([toldOf(request("/api/me")), toldOf(requestFile("/file", { signal }))])).toEqual([
    "TypeError",
    "TypeError",
  ])
})

test("a refusal of a file says why", async () => {
  const body = { error: { code: "gone", message: "This file is gone" } }
  vi.stubGlobal("fetch", () => Promise.resolve(Response.json(body, { status: 410 })))
  const { signal } = new AbortController()
  await expect(requestFile("/file", { signal })).rejects.toMatchObject({ message: "This file is gone" })
})
