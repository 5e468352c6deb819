import { exportColumns } from "@holdfast/protocol/dashboard"
import { expect, test } from "vitest"
import { foundColumns, moved, toggled, withAll } from "./columns.ts"

test("a column that is added comes last, and is taken out again", () => {
  expect(toggled(["_id"], "outcome")).toEqual(["_id", "outcome"])
  expect(toggled(["_id", "outcome"], "_id")).toEqual(["outcome"])
})

test("all columns are there once, those chosen first", () => {
  const all = withAll(["outcome", "feedback"])
  expect(all.slice(0, 3)).toEqual(["outcome", "feedback", "_id"])
  expect(all.toSorted()).toEqual(exportColumns.map(({ id }) => id).toSorted())
})

test("a column moves to a place, and no further than the ends", () => {
  const columns = ["_id", "mode", "outcome"] as const
  expect(moved(columns, "outcome", 0)).toEqual(["outcome", "_id", "mode"])
  expect(moved(columns, "_id", 1)).toEqual(["mode", "_id", "outcome"])
  expect(moved(columns, "mode", -1)).toEqual(["mode", "_id", "outcome"])
  expect(moved(columns, "mode", 7)).toEqual(["_id", "outcome", "mode"])
  expect(moved(columns, "feedback", 0)).toEqual(["_id", "mode", "outcome"])
})

test("columns are found by heading, id and group", () => {
  const idsOf = (wanted: string) =>
    foundColumns(wanted).map(({ group, columns }) => [group, columns.map(({ id }) => id)])
  expect(idsOf("  TRIAL start")).toEqual([["Customer", ["customer.trialStart"]]])
  expect(idsOf("guid")).toEqual([["Offer", ["acceptedOffer.guid"]]])
  expect(idsOf("recording")).toEqual([
    ["Recording", ["recordingState", "recording", "recordingStartTime", "recordingEndTime"]],
  ])
  expect(idsOf("no such thing")).toEqual([])
  expect(foundColumns("").flatMap(({ columns }) => columns)).toHaveLength(exportColumns.length)
})
