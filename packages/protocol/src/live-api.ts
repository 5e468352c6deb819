/**
 * `GET /api/workspaces/:appId/sessions/live?mode=live`: server-sent events, at most one a second. Each event
 * `sessions` carries this as JSON; the first one comes at once and says `more`, since what changed before it is unknown.
 */
export interface LiveChange {
  /** Sessions that are new or changed, at most 100. */
  ids: string[]
  /** Others changed, too, or may have: read again what is shown. */
  more: boolean
}
