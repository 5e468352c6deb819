import { type Dimension, dimensions, type Mode, type OfferWord } from "@holdfast/protocol"
import { type RawBuilder, sql } from "kysely"
import { isUuid } from "../../db/uuid.ts"
import { dimensionSql } from "../dimensions.ts"
import { offerWords } from "../offer-words.ts"
import { searchable } from "../searchable.ts"

/** Values of one dimension; null is "none". */
export type Values = readonly (string | null)[]

/**
 * Whose texts a search may look at on its way; what it finds is of its workspace in any case. `installation`: a rare text
 * is looked up in the one index of all texts, which is fastest on one PostgreSQL. `workspace`: no other workspace's texts
 * are read, as on a cluster, where they lie on other servers.
 */
export const searchScopes = ["workspace", "installation"] as const
export type SearchScope = (typeof searchScopes)[number]

/** Which sessions of a workspace are meant. Every reader goes through `matches`, so that all of them agree. */
export interface SessionFilter {
  workspaceId: string
  mode: Mode
  /** `createdAt` at or after this. */
  from?: Date | undefined
  /** `createdAt` before this. */
  to?: Date | undefined
  /** `createdAt` at or before this: the Data API's `endDate` includes its instant. */
  upTo?: Date | undefined
  /** A part of the email, the customer id, the survey choice, the follow-up or the feedback, whatever its case and its line breaks. */
  search?: string | undefined
  /** Whose texts the search may look at on its way; those of the workspace alone unless it says so. */
  searchScope?: SearchScope | undefined
  /** Each dimension has one of the values. */
  is?: Readonly<Partial<Record<Dimension, Values>>> | undefined
  /** No dimension has one of the values. */
  not?: Readonly<Partial<Record<Dimension, Values>>> | undefined
  /** What the session did with an offer, or with a kind of offer: one of these, and none of those. */
  offers?: readonly OfferWord[] | undefined
  notOffers?: readonly OfferWord[] | undefined
  /** What a session is known by, exactly: one of these, and none of those. */
  ids?: IdFilter | undefined
  notIds?: IdFilter | undefined
}

export type IdFilter = Readonly<Partial<Record<IdName, readonly string[]>>>
/** `sessionId` is what the Data API calls `_id`. */
export type IdName = "sessionId" | "customerId" | "customerEmail"

const idNames: readonly IdName[] = ["sessionId", "customerId", "customerEmail"]

/** The one compiler from a filter to SQL: a condition on `session`. */
export function matches(filter: SessionFilter): RawBuilder<boolean> {
  const is: RawBuilder<boolean>[] = [
    sql`session.workspace_id = ${filter.workspaceId}`,
    sql`session.mode = ${filter.mode}`,
  ]
  if (filter.from) is.push(sql`session.created_at >= ${filter.from}`)
  if (filter.to) is.push(sql`session.created_at < ${filter.to}`)
  if (filter.upTo) is.push(sql`session.created_at <= ${filter.upTo}`)
  for (const name of idNames) {
    const [ids, notIds] = [filter.ids?.[name], filter.notIds?.[name]]
    if (ids) is.push(isKnownBy[name](ids))
    if (notIds) is.push(sql`${isKnownBy[name](notIds)} is not true`)
  }
  for (const dimension of dimensions) {
    const [any, none] = [filter.is?.[dimension], filter.not?.[dimension]]
    if (any) is.push(hasOne(dimension, any))
    if (none) is.push(sql`not ${hasOne(dimension, none)}`)
  }
  if (filter.offers) is.push(didWithOffers(filter, filter.offers))
  if (filter.notOffers) is.push(sql`not ${didWithOffers(filter, filter.notOffers)}`)
  if (filter.search !== undefined) is.push(containsText(filter.search))
  return sql`(${sql.join(is, sql` and `)})`
}

const isKnownBy: Readonly<Record<IdName, (ids: readonly string[]) => RawBuilder<boolean>>> = {
  // an imported session is known by what it was called elsewhere, and by nothing else; each goes through its own index
  sessionId: (ids) => sql`(session.foreign_id = any(${ids}::text[])
    or session.foreign_id is null and session.id = any(${ids.filter(isUuid)}::uuid[]))`,
  customerId: (ids) => sql`(session.customer_id = any(${ids}::text[]))`,
  customerEmail: (ids) => sql`(session.customer_email = any(${ids}::text[]))`,
}

/** Whether a filter asks for sessions by what they are known by; such filters are answered by indexes of their own. */
export const namesSessions = ({ ids, notIds }: SessionFilter): boolean => isSaid(ids) || isSaid(notIds)

const isSaid = (ids: IdFilter | undefined) => ids !== undefined && Object.keys(ids).length > 0

/** Never null, so that its negation is everything else. */
function hasOne(dimension: Dimension, values: Values): RawBuilder<boolean> {
  const texts = values.filter((value) => value !== null)
  const column = dimensionSql[dimension]
  const hasText = sql<boolean>`coalesce(${column} = any(${texts}::text[]), false)`
  return values.includes(null) ? sql`(${hasText} or ${column} is null)` : hasText
}

const didWithOffers = (
  { workspaceId }: SessionFilter,
  words: readonly OfferWord[],
): RawBuilder<boolean> => sql`exists (
  select from (${offerWords(workspaceId, sql`offer.session_id = session.id`)}) did
  where did.word = any(${[...words]}::text[]))`

export const containsText = (text: string): RawBuilder<boolean> =>
  sql`session.search_text like ${likePattern(text)}`

/** Every character literally, anywhere in the text; a line break is a space. */
const likePattern = (text: string): string =>
  `%${searchable(text).replace(/[\\%_]/g, (character) => `\\${character}`)}%`
