import { type RawBuilder, sql } from "kysely"
import { searchable } from "../searchable.ts"
import type { SessionFilter } from "./session-filter.ts"

/** A filter that looks for a text. */
export type Search = SessionFilter & { search: string }

/** A session that a search found. */
export interface Found {
  id: string
  created_at: Date
}

/** The same as `containsText`, in words that no index serves: where an index would be taken that does not help. */
export const hasText = (search: string): RawBuilder<boolean> =>
  sql`position(${searchable(search)} in session.search_text) > 0`
