import type { ExportChoice, ExportColumn, ExportColumnId } from "@holdfast/protocol/dashboard"
import { type RawBuilder, sql } from "kysely"
import type { ColumnSource } from "./column-source.ts"
import { disarmed } from "./disarmed.ts"
import { isoTime, localTime, textTime } from "./moments.ts"
import { wholeUnits } from "./money.ts"
import { outcomeWords } from "./outcome-words.ts"
import { labelled, wordLabels } from "./word-labels.ts"

type Column = ExportColumn & { id: ExportColumnId }

/** What a number looks like; where a client sent something else, it is treated as any text. */
const numeric = sql.lit("^-?[0-9]+([.][0-9]+)?([eE][-+]?[0-9]+)?$")

/** In brackets: `||` and `->` bind equally strong. */
const detailText = (path: readonly string[]) => sql<string>`(session.detail #>> ${path}::text[])`

/** Where somebody's own codes stand, such as MAR1. */
const idColumn = /(^|[._])id$|Id$/

/** Whether a discount is an amount of money, and not a percentage. */
const isAmount = sql<boolean>`session.detail #>> '{acceptedOffer,couponType}' = 'AMOUNT'`

/** A cell of a machine's file: what the record says, as a text; null for what it does not say. */
export function machineCell({ kind }: Column, source: ColumnSource): RawBuilder<unknown> {
  if (source.from === "table") return kind === "time" ? isoTime(source.value) : booleanOr(kind, source.value)
  const text = detailText(source.path)
  return kind === "time" ? textTime(text, isoTime, text) : text
}

/** `COPY` would write `t` and `f`. */
const booleanOr = (kind: Column["kind"], value: RawBuilder<unknown>) =>
  kind === "boolean" ? sql`(${value})::text` : value

/** A cell of a spreadsheet, for a person. */
export function spreadsheetCell(
  { id, kind }: Column,
  source: ColumnSource,
  { timeZone, separator }: ExportChoice,
): RawBuilder<unknown> {
  if (id === "outcome") return outcomeWords(separator)
  const isText = source.from === "detail"
  const value = isText ? detailText(source.path) : source.value
  const safe = isText ? disarmed(value, separator) : sql<string>`(${value})::text`
  // programs that are set to semicolons write a comma where others have the point, and would make a date of 3.10
  const point = (number: RawBuilder<string>) =>
    separator === ";" ? sql<string>`translate(${number}, '.', ',')` : number
  const checked = (render: RawBuilder<string>) =>
    isText ? sql`case when ${value} ~ ${numeric} then ${render} else ${safe} end` : render
  switch (kind) {
    case "time": {
      const render = (time: RawBuilder<unknown>) => localTime(time, timeZone)
      return isText ? textTime(value, render, safe) : render(value)
    }
    case "money":
      return checked(point(wholeUnits(sql`(${value})::text`)))
    case "coupon":
      return checked(point(sql`case when ${isAmount} then ${wholeUnits(value)} else (${value})::text end`))
    case "number":
      return checked(point(sql`(${value})::text`))
    case "boolean":
      return sql`case (${value})::text when 'true' then 'yes' when 'false' then 'no' else ${safe} end`
    case "word":
      return labelled(value, wordLabels[id] ?? {}, safe)
    case "json":
    case "text":
      return disarmed(sql`(${value})::text`, separator, { isId: idColumn.test(id) })
  }
}
