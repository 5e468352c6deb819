import type { Figures } from "@holdfast/protocol/dashboard"
import type { Table, TableRow } from "../session/count/tables/table.ts"
import { keptAndLost } from "./monthly-value.ts"
import { countOf, rateOf } from "./rate.ts"

/** What the figures of the headline are made of. */
export const figuresTable = { by: ["outcome", "verified", "period"], amounts: true } as const satisfies Table

/** @param rows the valid sessions by `figuresTable` */
export function figuresOf(rows: readonly TableRow[]): Figures {
  const ended = (outcome: string) => countOf(rows.filter(({ values }) => values[0] === outcome))
  const sessions = countOf(rows)
  const [saved, canceled, abandoned] = [ended("saved"), ended("canceled"), ended("abandoned")]
  return {
    ...{ sessions, saved, canceled, abandoned },
    saveRate: rateOf(sessions - canceled, sessions),
    offerSaveRate: rateOf(saved, saved + canceled),
    value: keptAndLost(rows, 2, ({ values }) => values[0] === "canceled"),
    unpriced: countOf(rows.filter(({ values }) => values[2] === null)),
    unverified: countOf(rows.filter(({ values }) => values[1] === "false")),
  }
}
