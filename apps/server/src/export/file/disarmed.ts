import { type RawBuilder, sql } from "kysely"

/**
 * Texts that a spreadsheet program may take for a formula: they begin with `= + - @` (or the wide forms of these), if
 * only behind spaces, marks that cannot be seen or apostrophes, or with a tab or a line break. After OWASP's page on CSV
 * injection, and the apostrophes so that what was disarmed can be told from what was written so.
 */
const armed = String.raw`^'*([\u0001-\u0020\u007f-\u00a0\u00ad\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]*[-=+@\uff0b\uff0d\uff1d\uff20]|[\t\r\n])`

/** The same for who reads such a file. */
export const armedText = new RegExp(armed, "u")

/** An apostrophe before it, which spreadsheet programs hide and which makes it a text. */
export const disarmed = (text: RawBuilder<unknown>): RawBuilder<string> =>
  sql`case when ${text} ~ ${sql.lit(armed)} then '''' || ${text} else ${text} end`
