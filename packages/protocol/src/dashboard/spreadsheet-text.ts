import type { ExportSeparator } from "./export-api.ts"

/** Spaces, and marks that cannot be seen. */
const blank = String.raw`\u0001-\u0020\u007f-\u00a0\u00ad\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff`
/** `= + - @` and the wide forms of these. */
const sign = String.raw`=+@\uff0b\uff0d\uff1d\uff20-`

/**
 * What a spreadsheet program may take for the beginning of a formula, after OWASP's page on CSV injection. Quotation
 * marks, since those around a cell are gone when it is read; apostrophes, so that what was disarmed can be told from what
 * was written so.
 */
const formula = `['"${blank}]*[${sign}]`

const formulaFront = `^('*[\\t\\r\\n]|${formula})`

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

/** What of a text spreadsheet programs take for more than a text, as parts of regular expressions. */
export const spreadsheetMarks = { blank, sign, formulaFront, breaks, blankWithin, armedWithin } as const

/** A text that no spreadsheet program takes for a formula, in a file whose cells the separator parts. */
export function disarmedText(text: string, own: ExportSeparator): string {
  const within = text.replace(new RegExp(armedWithin(own), "gu"), "$1'$2")
  return isFormula.test(text) ? `'${within}` : within
}

const isFormula = new RegExp(formulaFront, "u")

/** A text as it was before `disarmedText`. */
export function armedText(text: string, own: ExportSeparator): string {
  const within = text.replace(new RegExp(`([${breaks(own)}])'(['"${blankWithin}]*[${sign}])`, "gu"), "$1$2")
  const rest = within.slice(1)
  return within.startsWith("'") && isFormula.test(rest) ? rest : within
}
