import { type Actor, recordAudit } from "../account/audit/record-audit.ts"
import type { Db } from "../db/database.ts"
import { createRecent } from "../recent.ts"

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
  /** When a look began. */
  const looks = createRecent<number>(mostLooks)
  const isNew = (look: string, now: number): boolean => {
    if (now - (looks.get(look) ?? Number.NEGATIVE_INFINITY) < oneLookMs) return false
    looks.set(look, now)
    return true
  }
  return async ({ workspaceId, sessionId, personId, actor, action, at }) => {
    if (!isNew(JSON.stringify([personId, workspaceId, sessionId, action]), at.getTime())) return
    const target = { kind: "session", id: sessionId, name: sessionId }
    await recordAudit(db, { workspaceId, actor, action, target, at })
  }
}
