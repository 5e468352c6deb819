import type { Announce } from "../session/live/announce-sessions.ts"

/** A writer of sessions whose changes nobody follows. */
export const unheard = <Handle>(database: Handle): { database: Handle; announce: Announce } => ({
  database,
  announce: () => {},
})
