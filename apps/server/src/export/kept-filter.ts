import type { SessionFilter } from "../session/read/session-filter.ts"

/** A filter as JSON keeps it. */
export const keepFilter = (filter: SessionFilter): string => JSON.stringify(filter)

/** The opposite: its times are texts in JSON. */
export function readFilter(kept: Record<string, unknown>): SessionFilter {
  const { from, to, upTo, ...others } = kept as unknown as Omit<SessionFilter, "from" | "to" | "upTo"> &
    Partial<Record<"from" | "to" | "upTo", string>>
  const time = (text: string | undefined) => (text === undefined ? undefined : new Date(text))
  return { ...others, from: time(from), to: time(to), upTo: time(upTo) }
}
