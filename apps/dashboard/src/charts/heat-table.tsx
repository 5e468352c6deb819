import { type CSSProperties, Fragment, useCallback, useMemo } from "react"
import { InlineText } from "../parts/inline-text.tsx"
import { shorten } from "../parts/shorten.ts"
import type { ChartColumn, ChartData, ChartRow, ChartStop } from "./chart-data.ts"
import { ChartFrame } from "./chart-frame.tsx"
import { ListedStop } from "./drawing.tsx"
import classes from "./heat-table.module.css"

/** A column whose cells are tinted. Its `says` is what stands in the cell, its `hrefOf` where the cell leads. */
export interface HeatColumn<Row extends ChartRow> extends ChartColumn<Row> {
  /** How strong the tint is, from 0 to 1; null for none. */
  tint: (row: Row) => number | null
  /** There are too few sessions to trust it: it is grey, without a tint. */
  isFew: (row: Row) => boolean
  /** More about a cell, told at the cursor, such as its interval. */
  adds?: (row: Row) => string | null
}

export interface HeatTableProps<Row extends ChartRow> {
  /** What it shows, for who cannot see it. */
  label: string
  data: Omit<ChartData<Row>, "columns"> & { columns: readonly HeatColumn<Row>[] }
  /** What stands in the cells, such as `Save rate`. */
  measure: string
}

/** A table whose cells are the darker the more they say. The figure stands in each, so that the tint only helps. */
export function HeatTable<Row extends ChartRow>({ label, data, measure }: HeatTableProps<Row>) {
  const groups = useMemo(() => groupsOf(data, measure), [data, measure])
  const draw = useCallback(
    () => (
      <div className={classes.scroll}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{data.head}</th>
              {data.columns.map(({ head }) => (
                <th key={head} scope="col">
                  <InlineText text={shorten(head, 60)} otherwise="without words" />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {data.rows.map((row) => (
              <tr key={row.key}>
                <th scope="row">
                  <InlineText text={shorten(row.label, 120)} otherwise="without words" />
                </th>
                {data.columns.map((column) => (
                  <Fragment key={column.head}>
                    <HeatCell row={row} column={column} />
                  </Fragment>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    ),
    [data],
  )
  return <ChartFrame label={label} groups={groups} draw={data.rows.length > 0 ? draw : null} />
}

function HeatCell<Row extends ChartRow>({ row, column }: { row: Row; column: HeatColumn<Row> }) {
  const says = column.says(row)
  if (says === null) return <td className={classes.none}>–</td>
  const isFew = column.isFew(row)
  const tint = isFew ? null : column.tint(row)
  const strength = tint !== null && Number.isFinite(tint) ? Math.min(1, Math.max(0, tint)) : 0
  return (
    <td className="hf-figures" style={{ "--strength": `${Math.round(strength * 55)}%` } as CSSProperties}>
      <ListedStop
        stop={cellKey(row, column)}
        href={column.hrefOf?.(row) ?? null}
        className={classes.cell}
        isFew={isFew}
      >
        {says}
      </ListedStop>
    </td>
  )
}

const cellKey = ({ key }: ChartRow, { head }: { head: string }) => `${key} ${head}`

/** A group a column, so that left and right go along a row and up and down along a column. */
const groupsOf = <Row extends ChartRow>(
  { rows, columns }: HeatTableProps<Row>["data"],
  measure: string,
): ChartStop[][] =>
  columns.map((column) =>
    rows.flatMap((row) => {
      const says = column.says(row)
      if (says === null) return []
      const more = column.adds?.(row)
      return {
        key: cellKey(row, column),
        title: `${row.label}, ${column.head}`,
        lines: [{ head: measure, says }, ...(more ? [{ head: "", says: more }] : [])],
        href: column.hrefOf?.(row) ?? null,
      }
    }),
  )
