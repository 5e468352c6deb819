import { expect, test } from "vitest"
import { defaultRange } from "../time/date-range.ts"
import { type AuditView, auditSearchOf, readAuditView } from "./audit-view.ts"

const plain: AuditView = { range: defaultRange, who: null, what: [], search: null }

test.for<[AuditView, Record<string, string>]>([
  [plain, {}],
  [{ ...plain, range: { kind: "quick", id: "7d" } }, { range: "7d" }],
  [
    { ...plain, range: { kind: "own", first: "2026-10-01", last: "2026-10-31" } },
    { from: "2026-10-01", to: "2026-10-31" },
  ],
  [
    { range: defaultRange, who: "null", what: ["role.changed", "mail.read"], search: "ada, & co" },
    { who: "null", what: "role.changed,mail.read", q: "ada, & co" },
  ],
])("a view survives its address", ([view, search]) => {
  expect(auditSearchOf(view, "app_1")).toEqual({ workspace: "app_1", ...search })
  expect(readAuditView({ workspace: "app_1", ...search })).toEqual({ view, isWhole: true })
})

test.for([
  { range: "yesterday" },
  { from: "2026-10-31", to: "2026-10-01" },
  { from: "2026-10-31" },
  { from: "2000-01-01", to: "9999-12-31" },
  { what: "key.eaten" },
  { q: "" },
  { q: "x".repeat(1001) },
  { who: "" },
  { colour: "red" },
])("what cannot be read is left out: %j", (search) => {
  expect(readAuditView(search)).toEqual({ view: plain, isWhole: false })
})
