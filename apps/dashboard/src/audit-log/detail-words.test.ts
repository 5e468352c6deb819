import { expect, test } from "vitest"
import { detailWords } from "./detail-words.ts"

test("a change says before and after", () => {
  expect(detailWords({ before: "viewer", after: "admin" })).toEqual([{ label: null, text: "viewer → admin" }])
  expect(detailWords({ before: false, after: true, kind: "flow" })).toEqual([
    { label: null, text: "no → yes" },
    { label: "Kind", text: "flow" },
  ])
})

test("a change of several settings says each of them", () => {
  expect(
    detailWords({
      before: { hasCustomerProfiles: true, flowTokenMaxAgeSeconds: 86_400 },
      after: { hasCustomerProfiles: false, flowTokenMaxAgeSeconds: 60, other: "new" },
    }),
  ).toEqual([
    { label: "Customer profiles", text: "yes → no" },
    { label: "Flow token age in seconds", text: "86,400 → 60" },
    { label: "Other", text: "none → new" },
  ])
})

test("what stands alone is said as it is", () => {
  expect(detailWords({ before: "admin" })).toEqual([{ label: "Before", text: "admin" }])
  expect(detailWords({ fileName: "sessions.csv", rows: 312, action: ["mail.read", "key.created"] })).toEqual([
    { label: "File name", text: "sessions.csv" },
    { label: "Rows", text: "312" },
    { label: "Action", text: "mail.read, key.created" },
  ])
  expect(detailWords({})).toEqual([])
})

test("hostile names and values stay text", () => {
  expect(detailWords({ constructor: "x", "\u0000": "\u0000", deep: { a: 1 } })).toEqual([
    { label: "Constructor", text: "x" },
    { label: "(unreadable)", text: "(unreadable)" },
    { label: "Deep", text: '{"a":1}' },
  ])
})
