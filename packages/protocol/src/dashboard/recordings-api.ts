/** What a workspace says of recordings: `GET` and `PATCH /api/workspaces/:appId/recordings/settings`. */
export interface RecordingSettings {
  /** Whether runs are recorded. */
  isOn: boolean
  /** A recording is deleted so many hours after its run began; null keeps it for ever. */
  keepHours: number | null
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
