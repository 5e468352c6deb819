import { type RawBuilder, sql } from "kysely"
import { dimensionSql } from "../../session/dimensions.ts"
import { fieldColumns } from "../../session/session-columns.ts"
import { recordId } from "./column-source.ts"
import { isoTime } from "./moments.ts"

/** The fields that are columns, of the record or of its customer; those without a value are left out. */
function fieldsOf(object: "customer" | null): RawBuilder<unknown> {
  const pairs = fieldColumns
    .filter((each) => each.object === object)
    .map(({ field, column }) => sql`${sql.lit(field)}, ${sql.ref(`session.${column}`)}`)
  return sql`jsonb_strip_nulls(jsonb_build_object(${sql.join(pairs)}))`
}

/**
 * A session as the Data API gives it (`toRecord`), made by PostgreSQL: what stands further right wins, as in an object
 * that is spread over another. A test holds the two together.
 */
export const recordJson: RawBuilder<string> = sql`(
  jsonb_build_object('_id', ${recordId("session")}, '__v', 0, 'org', session.workspace_id)
  || (session.detail - 'verified' - 'recordingState')
  || ${fieldsOf(null)}
  || case when session.verified then '{}' else '{"verified": false}' end::jsonb
  || jsonb_strip_nulls(jsonb_build_object('recordingState', ${dimensionSql.recordingState}))
  || jsonb_build_object(
    'customer',
    ${fieldsOf("customer")}
    || case when jsonb_typeof(session.detail -> 'customer') = 'object' then session.detail -> 'customer' else '{}' end,
    'mode', upper(session.mode), 'canceled', session.outcome = 'canceled', 'aborted', session.outcome = 'abandoned',
    'segmentId', session.segment_id, 'saveType', session.save_type, 'bounced', session.bounced_by is not null,
    'createdAt', ${isoTime(sql`session.created_at`)}, 'updatedAt', ${isoTime(sql`session.updated_at`)})
  )::text`
