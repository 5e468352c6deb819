import type { AuditEntry } from "@holdfast/protocol/dashboard"
import { expect, test } from "vitest"
import { auditCsvHead, auditCsvLine } from "./audit-csv.ts"

const entry: AuditEntry = {
  id: "e1",
  at: "2026-11-01T12:00:00.000Z",
  actor: { kind: "person", id: "p1", name: "ada@example.com" },
  address: "192.0.2.7",
  action: "role.changed",
  target: { kind: "person", id: "p2", name: "bob@example.com" },
  detail: { before: "viewer", after: "admin" },
}

test("an entry is a line, in the order of the head", () => {
  expect(auditCsvHead).toBe(
    "Time,Who,Who is a,Who (ID),What,To what,To what is a,To what (ID),Details,From where\r\n",
  )
  expect(auditCsvLine(entry)).toBe(
    '2026-11-01T12:00:00.000Z,ada@example.com,person,p1,role.changed,bob@example.com,person,p2,"{""before"":""viewer"",""after"":""admin""}",192.0.2.7\r\n',
  )
})

test("what is not there is empty", () => {
  const job = { kind: "job", id: null, name: "export" } as const
  expect(auditCsvLine({ ...entry, actor: job, address: null, target: null, detail: {} })).toBe(
    "2026-11-01T12:00:00.000Z,export,job,,role.changed,,,,,\r\n",
  )
})

test.for([
  ["=1+1", "'=1+1"],
  ["+1", "'+1"],
  ["-1", "'-1"],
  ["@sum", "'@sum"],
  ["\tx", "'\tx"],
  ['=a,"b"', `"'=a,""b"""`],
  ["a\r\nb", '"a\r\nb"'],
  [" =1", "' =1"],
  ["\u200b=1", "'\u200b=1"],
  ["＝1", "'＝1"],
  ["x;=1+1", "x;'=1+1"],
  ["a\n=1+1", '"a\n\'=1+1"'],
  ["a\t@b", "a\t'@b"],
] as const)("a name %j is written as %j", ([name, cell]) => {
  const target = { kind: "key", id: "k", name }
  expect(auditCsvLine({ ...entry, target })).toContain(`,role.changed,${cell},key,k,`)
})
