import { expect, test } from "vitest"
import { faultsOfFiles, faultsOfRecorded, type Read, type Recorded } from "./recorders.ts"

/** A recording of which three pieces were sent and two acknowledged, and how it is read. */
const one = (read: Partial<Read>, facts: Partial<Recorded> = {}) => {
  const recorded: Recorded = {
    ...{ sessionId: "a", sent: new Set([0, 1, 2]), acknowledged: new Set([0, 1]), deletion: null },
    ...facts,
  }
  const whole: Read = { status: 200, whole: [0, 1], broken: [], files: ["a.1"] }
  return faultsOfRecorded([recorded], () => ({ ...whole, ...read }))
}

test("all that was acknowledged in one file is well, with what was only sent or without", () => {
  expect(one({})).toEqual([])
  expect(one({ whole: [0, 1, 2] })).toEqual([])
})

test("one of which nothing came is well without a file", () => {
  expect(one({ whole: [], files: [] }, { acknowledged: new Set() })).toEqual([])
})

test("a piece that is lost, broken, or nobody's is a fault", () => {
  expect(one({ whole: [0] })).toEqual(["The recording a lost the pieces 1, which were acknowledged."])
  expect(one({ broken: [2] })).toEqual(["The recording a has parts of the pieces 2."])
  expect(one({ whole: [0, 1, 7] })).toEqual(["The recording a has the pieces 7, which nobody sent."])
  expect(one({ status: 404 })).toEqual(["The recording a answers 404."])
  expect(
    faultsOfRecorded(
      [{ sessionId: "a", sent: new Set(), acknowledged: new Set(), deletion: null }],
      () => undefined,
    ),
  ).toEqual(["The recording a was not read."])
})

test("a file that is left, or half of one, is a fault", () => {
  expect(one({ files: ["a.1", "a.2.0123456789abcdef.part"] })).toEqual([
    "The recording a has 2 files: a.1, a.2.0123456789abcdef.part.",
  ])
  expect(one({ files: [] })).toEqual(["The recording a has 0 files: ."])
})

test("what was deleted is nobody's and leaves no file; what was only asked may be there", () => {
  const gone = { status: 410, whole: [], files: [] }
  expect(one(gone, { deletion: "done" })).toEqual([])
  expect(one(gone, { deletion: "asked" })).toEqual([])
  expect(one({}, { deletion: "asked" })).toEqual([])
  expect(one({}, { deletion: "done" })).toEqual([
    "The recording a was deleted and answers 200.",
    "The recording a was deleted and left a.1.",
  ])
})

test("a file that no recording names is a fault, and so is one that is named and not there", () => {
  const kept = { sessionId: "a", file: 2, isDeleted: false }
  const others = [
    { sessionId: "b", file: 1, isDeleted: true },
    { sessionId: "c", file: 0, isDeleted: false },
  ]
  expect(faultsOfFiles([kept, ...others], ["a.2"])).toEqual([])
  expect(faultsOfFiles([kept, ...others], ["a.1", "a.2", "b.1", "c.0", "d.1"])).toEqual(
    ["a.1", "b.1", "c.0", "d.1"].map(
      (name) => `The file ${name} is in the storage, and no recording names it.`,
    ),
  )
  expect(faultsOfFiles([kept, ...others], [])).toEqual([
    "The file a.2 is named by its recording, and not in the storage.",
  ])
})
