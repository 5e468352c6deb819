import { type RawBuilder, sql } from "kysely"

/** ISO 8601 in UTC with milliseconds, as the record has it. */
export const isoTime = (time: RawBuilder<unknown>): RawBuilder<string> =>
  sql`to_char(${time} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

/** As the clocks in a zone show it. */
export const localTime = (time: RawBuilder<unknown>, timeZone: string): RawBuilder<string> =>
  sql`to_char(${time} at time zone ${timeZone}, 'YYYY-MM-DD HH24:MI:SS')`

const leapDay = "([1-9][0-9](0[48]|[2468][048]|[13579][26])|([2468][048]|[13579][26])00)-02-29"
const otherDay = "(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)"
const day = `(${leapDay}|[1-9][0-9]{3}-(${otherDay}|02-(0[1-9]|1[0-9]|2[0-8])))`
const clock = "T(([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]+)?)?|24:00(:00([.]0+)?)?)"
const zone = "(Z|[+-](0[0-9]|1[0-4]):?[0-5][0-9])?"

/**
 * What PostgreSQL reads as a time for certain. The wire takes a little more, such as 31 February, and what is in the
 * record must not stop an export.
 */
const certainTime = `^${day}(${clock}${zone})?$`

/** `render` of a time that the record keeps as a text; `otherwise` of a text that is none. */
export const textTime = (
  text: RawBuilder<unknown>,
  render: (time: RawBuilder<unknown>) => RawBuilder<string>,
  otherwise: RawBuilder<string>,
): RawBuilder<string> =>
  sql`case when ${text} ~ ${sql.lit(certainTime)} then ${render(sql`(${text})::timestamptz`)} else ${otherwise} end`
