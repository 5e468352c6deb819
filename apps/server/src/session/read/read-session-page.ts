import { bounceReason } from "@holdfast/protocol"
import type { SessionPage } from "@holdfast/protocol/dashboard"
import { outcomeReason, segmentReason, shownOffers, timelineOf } from "@holdfast/protocol/flow"
import { requestsOfSession } from "../../billing/list-requests.ts"
import type { Db } from "../../db/database.ts"
import { findBlueprint } from "../../flow/blueprints.ts"
import { findSegment } from "../../flow/find-segment.ts"
import { factsOf } from "../session-row.ts"
import { findListedSession } from "./find-listed-session.ts"
import { listAround } from "./list-around.ts"
import { toStreamRow } from "./to-stream-row.ts"

/** Everything about one session and why it counts as it does; null where the workspace has none of that id. */
export async function readSessionPage(
  db: Db,
  workspaceId: string,
  id: string,
  now: Date,
): Promise<SessionPage | null> {
  const session = await findListedSession(db, workspaceId, id)
  if (!session) return null
  const { customer_id: customerId, blueprint_id, segment_id, created_at: createdAt, mode, verified } = session
  const facts = factsOf(session)
  const [blueprint, segment, around, requests] = await Promise.all([
    blueprint_id === null ? null : findBlueprint(db, workspaceId, blueprint_id),
    segment_id === null ? null : findSegment(db, workspaceId, segment_id),
    customerId === null
      ? { neighbours: [], hasMore: false }
      : listAround(
          db,
          { workspaceId, customerId, mode, verified },
          { at: createdAt, bouncedBy: session.bounced_by },
        ),
    requestsOfSession(db, workspaceId, id, now),
  ])
  const row = toStreamRow(session)
  const content = blueprint?.content ?? null
  const offers = shownOffers(facts, content)
  const wasImported = session.source === "import"
  return {
    row,
    facts,
    ignored: session.ignored ?? [],
    source: session.source,
    updatedAt: session.updated_at.toISOString(),
    flow: blueprint && { version: blueprint.version, publishedAt: blueprint.publishedAt },
    timeline: timelineOf(facts, offers, content),
    offers,
    outcomeReason: outcomeReason({
      outcome: session.outcome,
      facts,
      offers,
      isSilent: session.is_silent,
      lastReportAt: session.last_report_at.toISOString(),
      settledAt: wasImported ? null : (session.settled_at?.toISOString() ?? null),
    }),
    bounceReason: bounceReason(
      { ...row, bouncedBy: session.bounced_by, subscriptionId: facts.customer?.subscriptionId ?? null },
      customerId,
      around.neighbours,
    ),
    neighbours: around.neighbours,
    hasMoreNeighbours: around.hasMore,
    segmentReason: segmentReason(segment_id, segment, facts, createdAt),
    requests,
  }
}
