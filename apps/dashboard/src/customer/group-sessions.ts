/** What decides which sessions belong together. */
interface Tied {
  id: string
  bouncedBy: { id: string } | null
}

/** A winner and those that it set aside, newest first. One that is tied to nothing is a group of its own. */
interface SessionGroup<S extends Tied> {
  winnerId: string
  sessions: S[]
}

/**
 * Puts next to each other what a winner ties together. What a winner set aside lies in one stretch of time around it, so
 * that only sessions which take no part in it (one in progress, say) come between; these start a group of their own, and
 * the tie goes on after them.
 */
export function groupSessions<S extends Tied>(newestFirst: readonly S[]): SessionGroup<S>[] {
  const groups: SessionGroup<S>[] = []
  for (const session of newestFirst) {
    const winnerId = session.bouncedBy?.id ?? session.id
    const last = groups.at(-1)
    if (last?.winnerId === winnerId) last.sessions.push(session)
    else groups.push({ winnerId, sessions: [session] })
  }
  return groups
}
