/** Customers are told that they are recorded where their region asks for it, as far as it is known; everywhere; or nowhere. */
export const recordingNotices = ["where-asked", "always", "never"] as const
export type RecordingNotice = (typeof recordingNotices)[number]

/** What a workspace says of recordings: `GET` and `PATCH /api/workspaces/:appId/recordings/settings`. */
export interface RecordingSettings {
  /** Whether runs are recorded. */
  isOn: boolean
  /** A recording is deleted so many hours after its run began; null keeps it for ever. */
  keepHours: number | null
  /** Where the flow says on each step that it is recorded. */
  notice: RecordingNotice
  /** Whether people of these roles may watch, which an owner says; those above may in any case. */
  membersWatch: boolean
  viewersWatch: boolean
}

/**
 * `GET /api/workspaces/:appId/recordings/count`, with the query of the stream: how many recordings its sessions have.
 * `POST /api/workspaces/:appId/recordings/delete`, with the same query and this answer as its body, deletes those that were there
 * at that moment, and answers how many.
 */
export interface RecordingsCount {
  count: number
  /** When it was counted: sessions that began later are not among them. ISO 8601. */
  upTo: string
}
