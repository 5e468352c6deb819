import { offerTypes, type SaveType } from "@holdfast/protocol"
import type { OutcomeRow } from "@holdfast/protocol/dashboard"
import type { Table, TableRow } from "../../session/count/tables/table.ts"
import { monthlyValues } from "../monthly-value.ts"
import { panel } from "../panel.ts"
import { countOf, rateOf } from "../rate.ts"

const table = { by: ["outcome", "saveType", "period"], amounts: true } as const satisfies Table

/** In the order of product words: cancelled, the kinds of save, abandoned. */
const ends: readonly Pick<OutcomeRow, "outcome" | "saveType">[] = [
  { outcome: "canceled", saveType: null },
  ...offerTypes.map((saveType) => ({ outcome: "saved" as const, saveType })),
  { outcome: "abandoned", saveType: "ABANDON" },
]

/** How the sessions ended, with what they are worth by the month. An end that did not occur in either span is left out. */
export const outcomes = panel({
  tables: () => ({ ends: table }),
  answer: (now, before): OutcomeRow[] =>
    ends.flatMap(({ outcome, saveType }) => {
      const rows = endedSo(now.ends, outcome, saveType)
      const rowsBefore = before && endedSo(before.ends, outcome, saveType)
      if (rows.length === 0 && !rowsBefore?.length) return []
      return [
        {
          ...{ outcome, saveType },
          share: rateOf(countOf(rows), countOf(now.ends)),
          before: rowsBefore && rateOf(countOf(rowsBefore), countOf(before.ends)),
          value: monthlyValues(
            rows.flatMap(({ values: [, , period], amount }) => (period ? [{ period, amount }] : [])),
          ),
          unpriced: countOf(rows.filter(({ values }) => values[2] === null)),
        },
      ]
    }),
})

const endedSo = (rows: readonly TableRow[], outcome: string, saveType: SaveType | null) =>
  rows.filter(({ values }) => values[0] === outcome && (outcome === "canceled" || values[1] === saveType))
