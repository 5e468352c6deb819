import { readTolerantly, SdkSession } from "@holdfast/protocol/schema"
import fc from "fast-check"
import { expect, test } from "vitest"
import { hostileFacts } from "../export/testing/hostile-facts.ts"
import { breaksOf, broken, brokenSessions, goneUnnamed } from "../testing/broken-session.ts"
import { compileBody } from "./validation.ts"

test("any session with any of its optional fields broken is read, with its decision, and fits the schema", () => {
  const validate = compileBody(SdkSession)
  fc.assert(
    fc.property(hostileFacts, fc.boolean(), breaksOf, (facts, canceled, breaks) => {
      const sent = broken({ ...facts, canceled }, breaks)
      const { value, ignored } = readTolerantly(SdkSession, sent)
      expect(validate(value)).toBe(true)
      const kept = value as Record<string, unknown>
      expect(kept.canceled).toBe(canceled)
      expect(goneUnnamed(sent, kept, ignored)).toEqual([])
      // what was read is read again as it is
      expect(readTolerantly(SdkSession, value)).toEqual({ value, ignored: [] })
    }),
    { numRuns: brokenSessions },
  )
}, 600_000)
