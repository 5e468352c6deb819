import type { Selectable } from "kysely"
import type { SessionRow } from "../../db/schema.ts"
import type { ImportedSession } from "./read-record.ts"
import { sessionRowId } from "./session-row-id.ts"

type Row = Selectable<SessionRow>

/** Rows of a workspace, to be found by what records call their session: its own id, or the one that it came with. */
export class KnownSessions {
  readonly #workspaceId: string
  readonly #byId = new Map<string, Row>()
  readonly #byForeignId = new Map<string, Row>()

  constructor(workspaceId: string, rows: readonly Row[]) {
    this.#workspaceId = workspaceId
    for (const row of rows) this.put(row)
  }

  put(row: Row): void {
    this.#byId.set(row.id, row)
    if (row.foreign_id !== null) this.#byForeignId.set(row.foreign_id, row)
  }

  find(session: ImportedSession): Row | undefined {
    return this.#byForeignId.get(session.id) ?? this.#byId.get(sessionRowId(this.#workspaceId, session).id)
  }
}
