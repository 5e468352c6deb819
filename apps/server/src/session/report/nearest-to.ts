/** Of the sessions that await a post, the one that is meant: it began nearest to `at`. */
export function nearestTo<Session extends { created_at: Date }>(
  awaiting: readonly Session[],
  at: Date,
): Session | null {
  const distance = ({ created_at }: Session) => Math.abs(created_at.getTime() - at.getTime())
  return awaiting.toSorted((a, b) => distance(a) - distance(b))[0] ?? null
}
