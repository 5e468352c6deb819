import { type Actor, recordAudit } from "../account/audit/record-audit.ts"
import type { Db } from "../db/database.ts"

/** Somebody looks at a recording. */
export interface Look {
  workspaceId: string
  sessionId: string
  personId: string
  actor: Actor
  action: "recording.watched" | "recording.downloaded"
  at: Date
}

/** A look that goes on is one look. */
const oneLookMs = 10 * 60_000
const mostLooks = 10_000

/** Writes looks into the audit log of their workspace: one that goes on, once for each server. */
export function noteLooks(db: Db): (look: Look) => Promise<void> {
  /** When a look began, those of longest ago in front. */
  const looks = new Map<string, number>()
  const isNew = (look: string, now: number): boolean => {
    if (now - (looks.get(look) ?? Number.NEGATIVE_INFINITY) < oneLookMs) return false
    looks.delete(look)
    looks.set(look, now)
    const [oldest] = looks.size > mostLooks ? looks.keys() : []
    if (oldest !== undefined) looks.delete(oldest)
    return true
  }
  return async ({ workspaceId, sessionId, personId, actor, action, at }) => {
    if (!isNew(JSON.stringify([personId, workspaceId, sessionId, action]), at.getTime())) return
    const target = { kind: "session", id: sessionId, name: sessionId }
    await recordAudit(db, { workspaceId, actor, action, target, at })
  }
}
