import { expect, test } from "vitest"
import { unwrapRecord } from "./unwrap-record.ts"

const record = { _id: "a", createdAt: "2025-03-01T09:00:00Z", canceled: true }
const { _id: _, ...withoutId } = record

test.each([
  ["a search engine's hit", { _index: "sessions", _score: 1, _source: record }],
  ["a search engine's hit that has the id beside it", { _id: "a", _source: withoutId }],
  ["a loader's row", { _airbyte_ab_id: "x", _airbyte_emitted_at: 1, _airbyte_data: record }],
  ["a loader's row with a text", { _airbyte_ab_id: "x", _airbyte_data: JSON.stringify(record) }],
  ["a message of a tap", { type: "RECORD", stream: "sessions", record }],
  ["a message of a source", { type: "RECORD", record: { stream: "sessions", data: record } }],
  ["a change", { payload: { op: "u", before: { ...record, canceled: false }, after: record } }],
  ["a change of MongoDB", { operationType: "insert", fullDocument: record }],
  ["a webhook", { event: "session", data: { session: record } }],
  ["a row of a warehouse", { row: record }],
])("the record is taken out of %s", (_name, envelope) => {
  expect(unwrapRecord(envelope)).toEqual(record)
})

test.each([
  ["a record", { ...record, mine: { createdAt: "2025" } }],
  ["a record without a time", { _id: "a", mine: { b: 1 } }],
  ["two records in one", { a: record, b: record }],
  ["a text", "text"],
  ["a list", [record]],
])("%s stays what it is", (_name, value) => {
  expect(unwrapRecord(value)).toBe(value)
})
