import type { ChartColumn, ChartData, ChartRow } from "../../charts/chart-data.ts"

/** The data of a chart whose columns tell more of its rows than the chart draws. */
export function wideData<Drawn extends ChartRow, Row extends Drawn>(
  head: string,
  rows: readonly Row[],
  columns: readonly ChartColumn<Row>[],
): ChartData<Drawn> {
  const known = new Map(rows.map((row) => [row.key, row]))
  const asked =
    <Said>(ask: (row: Row) => Said) =>
    ({ key }: Drawn): Said | null => {
      const row = known.get(key)
      return row ? ask(row) : null
    }
  return {
    head,
    rows,
    columns: columns.map(({ head, says, cell, isText, hrefOf }) => ({
      ...{ head, says: asked(says) },
      ...(cell && { cell: asked(cell) }),
      ...(isText && { isText }),
      ...(hrefOf && { hrefOf: asked(hrefOf) }),
    })),
  }
}
