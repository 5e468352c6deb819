import fc from "fast-check"
import type { SettledSession } from "../bounce.ts"

/** The bounce rule, word by word and as slowly as it reads, to hold the real one against. */
export function naiveBounces(sessions: readonly SettledSession[]): Map<string, string | null> {
  const day = 86_400_000
  const moreRelevant = (a: SettledSession, b: SettledSession) => {
    if (a.isDecision !== b.isDecision) return a.isDecision
    if (a.createdAt !== b.createdAt) return a.createdAt > b.createdAt
    return a.id > b.id
  }
  const setAsideBy = new Map<string, string>()
  const taken = new Set<SettledSession>()
  while (taken.size < sessions.length) {
    const left = sessions.filter((session) => !taken.has(session))
    const most = left.find((session) =>
      left.every((other) => other === session || moreRelevant(session, other)),
    )
    if (!most) throw new Error("two sessions have the same id")
    taken.add(most)
    if (setAsideBy.has(most.id)) continue
    for (const other of sessions) {
      const isNear = Math.abs(other.createdAt - most.createdAt) <= day
      const names = new Set([most.subscriptionId, other.subscriptionId].filter((name) => name !== null))
      const mayReplace = other !== most && moreRelevant(most, other) && isNear && names.size < 2
      if (mayReplace && !setAsideBy.has(other.id)) {
        setAsideBy.set(other.id, most.id)
      }
    }
  }
  return new Map(sessions.map(({ id }) => [id, setAsideBy.get(id) ?? null]))
}

const hour = 3_600_000
const start = Date.UTC(2026, 0, 1)

/** Histories of one customer: dense and sparse, with gaps of exactly a day, a millisecond more, and none. */
export const historyOf = (maxLength: number): fc.Arbitrary<SettledSession[]> =>
  fc
    .array(
      fc.record({
        gap: fc.oneof(
          fc.constantFrom(0, 1, hour, 23 * hour, 24 * hour, 24 * hour + 1),
          fc.integer({ min: 0, max: 30 * hour }),
        ),
        isDecision: fc.boolean(),
        subscriptionId: fc.constantFrom(null, null, "sub_1", "sub_1", "sub_2"),
        id: fc.uuid({ version: 7 }),
      }),
      { maxLength },
    )
    .map((visits) => {
      let createdAt = start
      const sessions = visits.map(({ gap, ...session }) => {
        createdAt += gap
        return { ...session, createdAt }
      })
      return [...new Map(sessions.map((session) => [session.id, session])).values()]
    })
