import { expect, test, vi } from "vitest"
import { runHandler, tell } from "./callbacks.ts"

const answerOf = (handleCancel: () => unknown) => runHandler({ handleCancel }, "handleCancel", [])

test("whatever a handler returns or throws is an answer, and one that failed is named on the console", async () => {
  const warn = vi.spyOn(console, "warn").mockImplementation(() => {})
  const unknownName = new ReferenceError("undefinedFunction is not defined")
  expect([
    await answerOf(() => undefined),
    await answerOf(() => ({ message: "Until May." })),
    await answerOf(async () => ({ message: 7 })),
    await answerOf(() => {
      throw new Error("closed")
    }),
    await answerOf(() => Promise.reject({ message: "closed" })),
    await answerOf(() => Promise.reject("Card declined")),
    await answerOf(() => Promise.reject(" ")),
    await answerOf(() => Promise.reject(null)),
    await answerOf(() => Promise.reject(unknownName)),
    await answerOf(async () => new Response("Internal Server Error", { status: 500 })),
    await answerOf(async () => ({ ok: false, message: "closed" })),
    await answerOf(async () => new Response("done")),
  ]).toEqual([
    { isDone: true, message: null },
    { isDone: true, message: "Until May." },
    { isDone: true, message: null },
    { isDone: false, message: "closed" },
    { isDone: false, message: "closed" },
    { isDone: false, message: "Card declined" },
    { isDone: false, message: null },
    { isDone: false, message: null },
    { isDone: false, message: null },
    { isDone: false, message: null },
    { isDone: false, message: "closed" },
    { isDone: true, message: null },
  ])
  expect(warn).toHaveBeenCalledTimes(8)
  expect(warn).toHaveBeenCalledWith("Holdfast: handleCancel failed; the customer can try again.", unknownName)
  warn.mockRestore()
})

test("a listener that throws or rejects is named on the console once", async () => {
  const error = vi.spyOn(console, "error").mockImplementation(() => {})
  const mine = new Error("mine")
  const onClose = () => {
    throw mine
  }
  tell({ onClose }, "onClose")
  tell({ onClose }, "onClose")
  tell({ onCancel: () => Promise.reject(mine) }, "onCancel")
  tell({}, "onError")
  await expect.poll(() => error).toHaveBeenCalledTimes(2)
  expect(error.mock.calls).toEqual([
    ["Holdfast: onClose failed; the flow goes on.", mine],
    ["Holdfast: onCancel failed; the flow goes on.", mine],
  ])
  error.mockRestore()
})
