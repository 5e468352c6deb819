import type { SessionRow } from "../db/schema.ts"
import { columnNames } from "../session/session-columns.ts"
import type { SessionOffer } from "../session/session-offers.ts"
import { offerColumns } from "../session/session-offers.ts"
import type { DemoSession } from "./demo-session.ts"

/** A full row, and an offer that it showed, as one line each of PostgreSQL's `COPY … from stdin` in text format. */

/**
 * What a demo session leaves as the table has it: it was made here, all of it can be read, no post comes for it, and nobody
 * decided on a recording.
 */
type LeftOut = "foreign_id" | "awaits_post" | "ignored" | "recording_state"
const leftOut: readonly string[] = [
  "foreign_id",
  "awaits_post",
  "ignored",
  "recording_state",
] satisfies LeftOut[]

export const copyColumns = columnNames.filter((name) => !leftOut.includes(name)) as Exclude<
  keyof SessionRow,
  LeftOut
>[]

export const copySql = `copy session (${copyColumns.join(", ")}) from stdin`

export const copyOffersSql = `copy session_offer (${offerColumns.join(", ")}) from stdin`

const escapes: Readonly<Record<string, string>> = { "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" }

/** The four characters that mean something to COPY; a lone `\.` is harmless once its backslash is doubled. */
const special = /[\\\n\r\t]/g
const isSpecial = /[\\\n\r\t]/

function field(value: string | number | boolean | Date | null | undefined): string {
  if (value === null || value === undefined) return "\\N"
  if (typeof value === "string") {
    return isSpecial.test(value) ? value.replace(special, (char) => escapes[char] ?? char) : value
  }
  if (value instanceof Date) return value.toISOString()
  if (typeof value === "boolean") return value ? "t" : "f"
  return String(value)
}

/** Ends with the newline. */
export function copyLine(session: DemoSession): string {
  let line = ""
  for (const column of copyColumns) line += `${field(session[column])}\t`
  return `${line.slice(0, -1)}\n`
}

/** Ends with the newline. */
export const copyOfferLine = (offer: SessionOffer): string =>
  `${offerColumns.map((column) => field(offer[column] as Parameters<typeof field>[0])).join("\t")}\n`
