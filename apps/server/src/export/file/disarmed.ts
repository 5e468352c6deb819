import { type ExportSeparator, spreadsheetMarks } from "@holdfast/protocol/dashboard"
import { type RawBuilder, sql } from "kysely"

const { blank, sign, formulaFront, breaks, blankWithin, armedWithin } = spreadsheetMarks

const currency = String.raw`$\u00a2-\u00a5\u20ac`

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
const valueFront = `^'*[${blank}]*${value}`

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
