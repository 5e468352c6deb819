import { disarmedText } from "./spreadsheet-text.ts"

/**
 * A line of a file of comma-separated values (RFC 4180). What a spreadsheet would take for a formula gets an apostrophe in
 * front, also where a program that is set to semicolons would begin a cell. Numbers stay numbers, those below 0 too.
 */
export const csvLine = (cells: readonly (string | number | null)[]): string =>
  `${cells.map(csvCell).join(",")}\r\n`

function csvCell(text: string | number | null): string {
  if (text === null) return ""
  if (typeof text === "number") return String(text)
  const safe = disarmedText(text, ",")
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

export interface CsvRecord {
  /** Of the file, from 1, where the record begins. */
  line: number
  cells: string[]
}

export interface CsvRead {
  records: CsvRecord[]
  separator: "," | ";" | "\t"
  /** The line in which a quotation mark stands that is never closed; null where all are. */
  openQuote: number | null
}

/**
 * Reads what spreadsheet programs write: with commas, semicolons or tabs, any line ends, with or without a byte order mark.
 * Empty lines are none. Cells are as they stand in the file, so what `csvLine` disarmed still is.
 */
export function readCsv(text: string): CsvRead {
  const body = text.startsWith("\ufeff") ? text.slice(1) : text
  const separator = separatorOf(body)
  const records: CsvRecord[] = []
  let line = 1
  let [cells, cell, begun]: [string[], string, number] = [[], "", 1]
  let quotedFrom: number | null = null
  const endRecord = () => {
    cells.push(cell)
    if (cells.some((each) => each !== "")) records.push({ line: begun, cells })
    cells = []
    cell = ""
  }
  for (let at = 0; at < body.length; at++) {
    const sign = body[at] ?? ""
    const isEnd = sign === "\n" || (sign === "\r" && body[at + 1] !== "\n")
    if (isEnd) line += 1
    if (quotedFrom !== null) {
      if (sign !== '"') cell += sign
      else if (body[at + 1] === '"') {
        cell += '"'
        at += 1
      } else quotedFrom = null
    } else if (sign === '"' && cell === "") quotedFrom = line
    else if (sign === separator) {
      cells.push(cell)
      cell = ""
    } else if (isEnd) {
      endRecord()
      begun = line
    } else if (sign !== "\r") cell += sign
  }
  endRecord()
  return { records, separator, openQuote: quotedFrom }
}

/** Which of the three parts the names of the columns. */
function separatorOf(text: string): CsvRead["separator"] {
  const head = text.split(/[\r\n]/, 1)[0] ?? ""
  const count = (sign: string) => head.split(sign).length
  return ([",", ";", "\t"] as const).toSorted((a, b) => count(b) - count(a))[0] ?? ","
}
