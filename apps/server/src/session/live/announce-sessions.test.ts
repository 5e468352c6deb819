import { expect, test, vi } from "vitest"
import { createAnnouncer } from "./announce-sessions.ts"

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

const change = (sessionId: string) => ({ workspaceId: "w", mode: "live", sessionId }) as const

test("what changes within a moment is sent at once, each session once", async () => {
  const database = someDatabase()
  const announcer = createAnnouncer(database, () => {})
  for (const id of ["a", "b", "a"]) announcer.announce(change(id))
  expect(database.sent).toEqual([])
  await expect.poll(() => database.sent).toEqual(["holdfast_sessions w live a b"])
})

test("many sessions of a workspace are announced in every mode", async () => {
  const database = someDatabase()
  const announcer = createAnnouncer(database, () => {})
  announcer.announceMany("w")
  await announcer.close()
  expect(database.sent).toEqual(["holdfast_sessions w live +\nw test +\nw sandbox +"])
})

test("what could not be sent is kept and sent with what came since", async () => {
  vi.useFakeTimers()
  try {
    const database = someDatabase()
    const errors: unknown[] = []
    const announcer = createAnnouncer(database, (error) => errors.push(error))
    database.isAway = true
    announcer.announce(change("a"))
    await vi.advanceTimersByTimeAsync(300)
    expect(errors).toEqual([new Error("away")])
    database.isAway = false
    announcer.announce(change("b"))
    await vi.advanceTimersByTimeAsync(2000)
    expect(database.sent).toEqual(["holdfast_sessions w live a b"])
  } finally {
    vi.useRealTimers()
  }
})

test("closing sends what is left, and gives up when that fails", async () => {
  const database = someDatabase()
  const errors: unknown[] = []
  const announcer = createAnnouncer(database, (error) => errors.push(error))
  announcer.announce(change("a"))
  await announcer.close()
  expect(database.sent).toEqual(["holdfast_sessions w live a"])
  const second = createAnnouncer(database, (error) => errors.push(error))
  database.isAway = true
  second.announce(change("b"))
  await second.close()
  expect([database.sent.length, errors.length]).toEqual([1, 1])
})
