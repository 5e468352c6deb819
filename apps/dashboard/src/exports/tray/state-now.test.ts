import type { Export } from "@holdfast/protocol/dashboard"
import { expect, test } from "vitest"
import { stateNow } from "./state-now.ts"

const item: Export = {
  id: "e1",
  state: "done",
  choice: { profile: "machine", columns: ["_id"], timeZone: "UTC", separator: ",", isCompressed: false },
  filter: "",
  search: "",
  requestedBy: "ada@example.com",
  requestedAt: "2026-11-22T12:00:00Z",
  rowsExpected: 1,
  rowsDone: 1,
  bytesDone: 1,
  file: { name: "a.csv", rows: 1, bytes: 1, sha256: "00", expiresAt: "2026-11-23T12:00:00Z" },
  reason: null,
  finishedAt: null,
}

test("a file is expired at its moment, whether or not it was removed", () => {
  expect(stateNow(item, new Date("2026-11-23T11:59:59.999Z"))).toBe("done")
  expect(stateNow(item, new Date("2026-11-23T12:00:00Z"))).toBe("expired")
  expect(stateNow({ ...item, state: "failed" }, new Date("2027-01-01T00:00:00Z"))).toBe("failed")
})
