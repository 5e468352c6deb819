import type { Mode } from "@holdfast/protocol"
import { expect, test, vi } from "vitest"
import { channel, createAnnouncer } from "./announce-sessions.ts"
import { topicOf } from "./topic.ts"

/** What reaches the database while `isAway` is false. */
function someDatabase() {
  const sent: string[] = []
  const database = {
    isAway: false,
    sent,
    async query(_text: string, values: string[]) {
      if (database.isAway) throw new Error("away")
      sent.push(values.join(" "))
    },
  }
  return database
}

const changed = (mode: Mode) => [topicOf("w", mode)]

test("what changes within a moment is sent at once, each mode of a workspace once", async () => {
  const database = someDatabase()
  const announcer = createAnnouncer(database, channel, () => {})
  for (const mode of ["live", "test", "live"] as const) announcer.announce(changed(mode))
  expect(database.sent).toEqual([])
  await expect.poll(() => database.sent).toEqual(["holdfast_sessions w live\nw test"])
})

test("what could not be sent is kept and sent with what came since", async () => {
  vi.useFakeTimers()
  try {
    const database = someDatabase()
    const errors: unknown[] = []
    const announcer = createAnnouncer(database, channel, (error) => errors.push(error))
    database.isAway = true
    announcer.announce(changed("live"))
    await vi.advanceTimersByTimeAsync(300)
    expect(errors).toEqual([new Error("away")])
    database.isAway = false
    announcer.announce(changed("test"))
    await vi.advanceTimersByTimeAsync(2000)
    expect(database.sent).toEqual(["holdfast_sessions w live\nw test"])
  } finally {
    vi.useRealTimers()
  }
})

test("closing sends what is left, and gives up when that fails", async () => {
  const database = someDatabase()
  const errors: unknown[] = []
  const announcer = createAnnouncer(database, channel, (error) => errors.push(error))
  announcer.announce(changed("live"))
  await announcer.close()
  expect(database.sent).toEqual(["holdfast_sessions w live"])
  const second = createAnnouncer(database, channel, (error) => errors.push(error))
  database.isAway = true
  second.announce(changed("test"))
  await second.close()
  expect([database.sent.length, errors.length]).toEqual([1, 1])
})
