import { isDeepStrictEqual } from "node:util"
import type { SessionFacts } from "@holdfast/protocol"
import { type RawBuilder, type Selectable, sql } from "kysely"
import { prepared } from "../../db/prepared.ts"
import type { SessionRow } from "../../db/schema.ts"
import type { SessionWrite } from "../report/save-sessions.ts"
import { type OffersSource, offerColumns, offersOf, type SessionOffer } from "../session-offers.ts"

/** Without the workspace, which is the statement's. */
const list = sql.raw(offerColumns.filter((name) => name !== "workspace_id").join(", "))

/** A session that is written, and as it is stored; null where it is new. */
export interface OffersChange {
  row: SessionWrite
  /** What `detail` of the row was written of, where that is at hand: it need not be parsed then. */
  facts?: SessionFacts
  found: Selectable<SessionRow> | null
}

/**
 * The statements that bring `session_offer` in line with changed sessions of one workspace, in the transaction that writes them.
 * There is none where no offer has changed, as with most reports of a run, and one where all sessions with offers are new.
 */
export function savedOffers(workspaceId: string, changes: readonly OffersChange[]): RawBuilder<unknown>[] {
  const gone: string[] = []
  const come: SessionOffer[] = []
  for (const { row, facts, found } of changes) {
    const before = found ? offersOf(found) : []
    const after = offersOf(facts ? { ...ownOf(row), detail: facts } : asStored(row))
    if (isDeepStrictEqual(before, after)) continue
    if (before.length > 0) gone.push(row.id)
    come.push(...after)
  }
  const statements: RawBuilder<unknown>[] = []
  if (gone.length > 0) statements.push(removedOffers(workspaceId, gone))
  if (come.length > 0) {
    statements.push(sql`
      insert ${prepared} into session_offer (workspace_id, ${list})
      select ${workspaceId}::uuid, ${list} from json_populate_recordset(null::session_offer, ${JSON.stringify(come)})`)
  }
  return statements
}

/** Takes the offers of sessions of one workspace away. */
export const removedOffers = (workspaceId: string, sessionIds: readonly string[]): RawBuilder<unknown> => sql`
    delete ${prepared} from session_offer
    where workspace_id = ${workspaceId}::uuid and session_id = any(${sessionIds}::uuid[])`

/** As it would be read. Only what may show offers is parsed, since most that is written is a run at its beginning. */
export function asStored(
  row: Pick<SessionWrite, "workspace_id" | "id" | "survey_choice_id" | "blueprint_id" | "detail">,
): OffersSource {
  const { detail } = row
  const mayShow = detail.includes('"presentedOffers":[{') || detail.includes('"acceptedOffer":{')
  return {
    ...ownOf(row),
    detail: mayShow ? (JSON.parse(detail) as Record<string, unknown>) : {},
  }
}

const ownOf = ({
  workspace_id,
  id,
  survey_choice_id,
  blueprint_id,
}: Pick<SessionWrite, "workspace_id" | "id" | "survey_choice_id" | "blueprint_id">) => ({
  workspace_id,
  id,
  survey_choice_id: survey_choice_id ?? null,
  blueprint_id: blueprint_id ?? null,
})
