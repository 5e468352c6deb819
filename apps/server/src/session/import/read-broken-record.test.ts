import { offerTypes } from "@holdfast/protocol"
import fc from "fast-check"
import { expect, test } from "vitest"
import { checkRecord } from "../../commands/check-record.ts"
import { hostileFacts } from "../../export/testing/hostile-facts.ts"
import { breaksOf, broken, brokenSessions, goneUnnamed } from "../../testing/broken-session.ts"
import { saidByServer } from "../said-by-server.ts"
import { readRecord } from "./read-record.ts"

const said = fc.record({
  _id: fc.constant("66f0c0ffee66f0c0ffee66f0"),
  createdAt: fc.constant("2025-03-01T09:00:00.000Z"),
  mode: fc.constantFrom("LIVE", "test"),
  saveType: fc.constantFrom<string>("ABANDON", ...offerTypes),
  updatedAt: fc.constant("2025-03-01T09:31:00.000Z"),
})

test("any record with any of its optional fields broken is taken, with its decision, and all that is gone is named", () => {
  fc.assert(
    fc.property(hostileFacts, said, fc.boolean(), breaksOf, (facts, server, canceled, breaks) => {
      const sent = broken({ ...facts, ...server, canceled }, breaks)
      const reading = readRecord(structuredClone(sent), checkRecord, "live")
      if (reading.kind === "inProgress") {
        expect([canceled, sent.saveType]).toEqual([false, null])
        return
      }
      if (reading.kind === "refused") throw new Error(reading.reason)
      const { session, ignored } = reading
      expect([session.id, session.createdAt.toISOString()]).toEqual([server._id, server.createdAt])
      expect(session.facts.canceled).toBe(canceled)
      const told = Object.fromEntries(
        Object.entries(sent).filter(
          ([name, value]) => !saidByServer.has(name) && !(name === "aborted" && value !== true),
        ),
      )
      expect(goneUnnamed(told, session.facts, ignored)).toEqual([])
      // what was read is read again as it is
      const again = readRecord({ ...server, saveType: null, ...session.facts }, checkRecord, "live")
      if (again.kind === "session") expect(again.session.facts).toEqual(session.facts)
    }),
    { numRuns: brokenSessions },
  )
}, 600_000)
