import type { ExportSeparator } from "@holdfast/protocol/dashboard"
import { type RawBuilder, sql } from "kysely"

/** Spaces, and marks that cannot be seen. */
const blank = String.raw`\u0001-\u0020\u007f-\u00a0\u00ad\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff`
/** `= + - @` and the wide forms of these. */
const sign = String.raw`=+@\uff0b\uff0d\uff1d\uff20-`
const currency = String.raw`$\u00a2-\u00a5\u20ac`

/**
 * What a spreadsheet program may take for the beginning of a formula, after OWASP's page on CSV injection. Quotation
 * marks, since those around a cell are gone when it is read; apostrophes, so that what was disarmed can be told from what
 * was written so.
 */
const formula = `['"${blank}]*[${sign}]`

/**
 * What the programs make a number, a day, a time or a truth of, which they then keep otherwise than it was written:
 * 0012345, 1e10, 1.10, 3/4, MAR1, more digits than a number holds. A whole number of up to 15 digits is left to them, and a
 * UUID, of which none makes anything.
 */
const month = "(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
const piece = `([0-9 .,:/%()${currency}-]|[ap]m?|e[+]?|t|z|${month})`
const value = `((?=[^0-9]*[0-9])(?!(0|[1-9][0-9]{0,14})$|[0-9]{8}-[0-9]{4}-)${piece}+|true|false)$`

/** What is longer is no number, and looking at all of it would take long. */
const mostOfValue = 200
const formulaFront = `^('*[\\t\\r\\n]|${formula})`
const valueFront = `^'*[${blank}]*${value}`

const lineEnds = String.raw`\t\r\n\u000b\u000c\u0085\u2028\u2029`
/**
 * Where another cell begins for a program that is set to another separator. Behind the file's own there is none: a cell
 * that has it stands between quotation marks.
 */
const breaks = (own: ExportSeparator) =>
  `${[",", ";", "|"].filter((each) => each !== own).join("")}${lineEnds}`
/** `blank` without line ends: of several breaks in a row, the last begins the cell. */
const blankWithin = String.raw`\u0001-\u0008\u000e-\u0020\u007f-\u0084\u0086-\u00a0\u00ad\u1680\u180e\u2000-\u200f\u202a-\u202f\u205f-\u206f\u3000\ufeff`
const armedWithin = (own: ExportSeparator) => `([${breaks(own)}])(['"${blankWithin}]*[${sign}])`
/** What has to be looked at closely: found without looking ahead, which would take five times as long. */
const suspect = (own: ExportSeparator) =>
  `(^|[${breaks(own)}])['"${blank}]*[${sign}]|^['"${blank}]*[0-9.(${currency}]|^'*[\\t\\r\\n]`
/** What only ids are looked at for, where it is short: it takes as long again as all the rest. */
const wordyFront = "^'*(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|tru|fal)"
const mostWordy = 12

/**
 * A text that a spreadsheet program shows as it is: an apostrophe stands before whatever it would take for a formula or
 * make something else of, at the beginning and wherever a program that is set to another separator begins a cell.
 * @param isId whether months and truths are looked for, too
 */
export const disarmed = (
  text: RawBuilder<unknown>,
  own: ExportSeparator,
  { isId = false } = {},
): RawBuilder<string> => {
  const isWordy = sql` or octet_length(${text}) <= ${sql.lit(mostWordy)} and ${text} ~* ${sql.lit(wordyFront)}`
  return sql`case when ${text} ~ ${sql.lit(suspect(own))}${isId ? isWordy : sql``}
    then case when ${text} ~ ${sql.lit(formulaFront)}
        or octet_length(${text}) <= ${sql.lit(mostOfValue)} and ${text} ~* ${sql.lit(valueFront)}
      then '''' else '' end
      || regexp_replace(${text}, ${sql.lit(armedWithin(own))}, ${sql.lit(String.raw`\1'\2`)}, 'g')
    else ${text} end`
}

/** As `disarmed`, of a text here, and only what may be a formula. */
export function disarmedText(text: string, own: ExportSeparator): string {
  const within = text.replace(new RegExp(armedWithin(own), "gu"), "$1'$2")
  return isFormula.test(text) ? `'${within}` : within
}

const isFormula = new RegExp(formulaFront, "u")
const isValue = new RegExp(valueFront, "iu")

/** A text as it was before `disarmed`. */
export function rearmedText(text: string, own: ExportSeparator): string {
  const within = text.replace(new RegExp(`([${breaks(own)}])'(['"${blankWithin}]*[${sign}])`, "gu"), "$1$2")
  const rest = within.slice(1)
  const isDisarmed =
    within.startsWith("'") &&
    (isFormula.test(rest) || (Buffer.byteLength(rest) <= mostOfValue && isValue.test(rest)))
  return isDisarmed ? rest : within
}
