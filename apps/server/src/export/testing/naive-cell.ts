import { minorDigits, outcomeLabel } from "@holdfast/protocol"
import type { ExportChoice, ExportColumn } from "@holdfast/protocol/dashboard"
import type { Selectable } from "kysely"
import type { SessionRow } from "../../db/schema.ts"
import { storedOutcome } from "../../session/read/stored-outcome.ts"
import { toRecord } from "../../session/read/to-record.ts"

/** What a session is beside its record. */
export interface Beside {
  flow: string
  winnerId: string | null
}

/** The value of a column, from the record of the Data API: an oracle for the SQL. `null` for none. */
export function naiveValue(row: Selectable<SessionRow>, beside: Beside, id: string): unknown {
  const record = toRecord(row)
  switch (id) {
    case "outcome":
      return row.outcome
    case "bouncedBy":
      return beside.winnerId
    case "verified":
      return row.verified
    case "ageMonths":
      return row.age_months
    case "flow":
      return beside.flow
    default: {
      let value: unknown = record
      for (const name of id.split(".")) value = (value as Record<string, unknown> | null | undefined)?.[name]
      return value ?? null
    }
  }
}

/** A value as a machine reads it back from its cell. */
export function readMachineCell(kind: ExportColumn["kind"], cell: string | null): unknown {
  if (cell === null) return null
  switch (kind) {
    case "number":
    case "money":
    case "coupon":
      return Number(cell)
    case "boolean":
      return cell === "true" ? true : cell === "false" ? false : `no boolean: ${cell}`
    case "json":
      return JSON.parse(cell)
    default:
      return cell
  }
}

/** How a time stands in a machine's file. */
export const machineTime = (value: unknown): unknown =>
  value === null ? null : new Date(String(value)).toISOString()

/** How a value stands in a spreadsheet, armed as it may be. */
export function naiveSpreadsheetCell(
  row: Selectable<SessionRow>,
  beside: Beside,
  { id, kind }: Pick<ExportColumn, "id" | "kind">,
  { timeZone, separator }: ExportChoice,
): string | null {
  const value = naiveValue(row, beside, id)
  if (id === "outcome") {
    const custom = (row.detail.acceptedOffer as { customOfferType?: string } | null)?.customOfferType ?? null
    return outcomeLabel(storedOutcome(row.outcome, row.save_type, custom))
  }
  if (value === null) return null
  const localized = (number: string) => (separator === ";" ? number.replace(".", ",") : number)
  switch (kind) {
    case "time": {
      const format = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "medium" })
      return format.format(new Date(String(value)))
    }
    case "boolean":
      return value ? "yes" : "no"
    case "money":
      return localized(moneyOf(value as number, row.currency ?? "usd"))
    case "coupon":
      return localized(
        naiveValue(row, beside, "acceptedOffer.couponType") === "AMOUNT"
          ? moneyOf(value as number, row.currency ?? "usd")
          : String(value),
      )
    case "number":
      return localized(String(value))
    case "json":
      return JSON.stringify(value)
    default:
      return String(value)
  }
}

const moneyOf = (minor: number, currency: string) => String(minor / 10 ** minorDigits(currency))
