import { type RawBuilder, type Selectable, sql } from "kysely"
import type { Cursor } from "../../db/cursor.ts"
import type { Db } from "../../db/database.ts"
import { prepared } from "../../db/prepared.ts"
import type { SessionRow } from "../../db/schema.ts"
import { canUseBlocks, chosenColumns } from "../count/facet-blocks/coverage.ts"
import { type ColumnWith, streamedColumns } from "../session-columns.ts"
import { findPage } from "./find-page.ts"
import { type ListedSession, type Surroundings, withSurroundings } from "./listed-session.ts"
import type { PageCut } from "./page-cut.ts"
import type { SessionFilter } from "./session-filter.ts"

/** What a row on the screen is made of; of `detail` no more than that. */
export type StreamedSession = Pick<
  ListedSession,
  ColumnWith<{ streamed: true }> | "detail" | keyof Surroundings
>

const wholeSession = sql`session.*`
/** Fields of `detail` that a row shows (`toStreamRow`): whatever else is kept of a session must not slow its page. */
const streamedFields = [
  "displayLang",
  "lang",
  "detectedLang",
  "overriddenLang",
  "contentLang",
  "translationType",
  "untranslatedTexts",
  "langMismatch",
  "recording",
  "record",
]
const streamedSession = sql.raw(
  `${streamedColumns.map((column) => `session.${column}`).join(", ")},
   (select coalesce(jsonb_object_agg(key, case key
      when 'acceptedOffer' then jsonb_build_object('customOfferType', value -> 'customOfferType')
      when 'region' then jsonb_build_object(
        'matchedRegion', value -> 'matchedRegion', 'strictFTCCompliance', value -> 'strictFTCCompliance')
      else value end), '{}')
    from jsonb_each(session.detail)
    where key in ('acceptedOffer', 'region', ${streamedFields.map((field) => `'${field}'`).join(", ")})) as detail`,
)

/** Newest first; `before` is the last row that the caller has. Bounced sessions are included unless filtered. */
export const listSessions = (
  db: Db,
  filter: SessionFilter,
  before: Cursor | null,
  size: number,
): Promise<ListedSession[]> => list(db, filter, { before, skip: 0, size }, wholeSession)

/** A row of the stream, and how many bytes its customer wrote. */
export type WeighedSession = StreamedSession & { weight: number }

/** Of a text that is kept apart its length is known without reading it. */
const weight = sql.raw(
  `(${["survey_choice_value", "followup_question", "followup_response", "feedback"]
    .map((column) => `coalesce(octet_length(session.${column}), 0)`)
    .join(" + ")})`,
)

/**
 * The same sessions, with no more of them than the stream shows.
 * @param heaviest bytes that the rows of a page may weigh together: behind the first row that goes beyond, none is read
 */
export const listStream = (
  db: Db,
  filter: SessionFilter,
  before: Cursor | null,
  size: number,
  heaviest: number,
): Promise<WeighedSession[]> =>
  list(
    db,
    filter,
    { before, skip: 0, size },
    sql`${weight} as weight, ${streamedSession}`,
    (sessions) => sql`
      select * from (
        select session.*, sum(${weight}) over (
          order by session.created_at desc, session.id desc rows between unbounded preceding and 1 preceding
        ) as weight_before
        from (${sessions}) session
      ) session
      where weight_before is null or weight_before <= ${sql.lit(heaviest)}`,
  )

/** A row of the stream, and the plan that the customer had. */
export const listStreamWithPlans = (
  db: Db,
  filter: SessionFilter,
  size: number,
): Promise<(StreamedSession & { plan_id: string | null })[]> =>
  list(db, filter, { before: null, skip: 0, size }, sql`session.plan_id, ${streamedSession}`)

const list = <Row>(
  db: Db,
  filter: SessionFilter,
  page: PageCut,
  columns: RawBuilder<unknown>,
  /** Leaves some of a page's sessions out. */
  cut: (sessions: RawBuilder<unknown>) => RawBuilder<unknown> = (sessions) => sessions,
): Promise<Row[]> =>
  findPage(
    db,
    filter,
    page,
    ({ sessions }) => sql`
      select ${isPlain(filter) ? prepared : sql``} ${columns}, ${withSurroundings(filter.workspaceId, cut(sessions))}
      order by session.created_at desc, session.id desc`,
  )

/** The default view: the one plan there is, along the index, fits every value. */
const isPlain = (filter: SessionFilter): boolean => canUseBlocks(filter) && chosenColumns(filter).length === 0

/** The Data API pages by offset, as its clients do. */
export const listSessionsFrom = (
  db: Db,
  filter: SessionFilter,
  skip: number,
  limit: number,
): Promise<Selectable<SessionRow>[]> =>
  findPage(db, filter, { before: null, skip, size: limit }, ({ sessions }) => sql`${sessions}`)
