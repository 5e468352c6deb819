import type { MouseEvent } from "react"
import { InlineText } from "../parts/inline-text.tsx"
import type { ChartColumn, ChartData, ChartRow } from "./chart-data.ts"
import classes from "./chart-table.module.css"
import { isElsewhere, useFollow } from "./use-follow.ts"

/** The rows of a chart as a table: the same rows, the same words, the same links. */
export function ChartTable<Row extends ChartRow>({ data, label }: { data: ChartData<Row>; label: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what is wider than its place is moved by the arrow keys
    <section className={classes.scroll} aria-label={`${label}, as a table`} tabIndex={0}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{data.head}</th>
            {data.columns.map(({ head, isText }) => (
              <th key={head} scope="col" data-text={isText}>
                <InlineText text={head} otherwise="without words" />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">
                <Cell href={row.href} text={row.label} />
              </th>
              {data.columns.map((column) => (
                <td key={column.head} className="hf-figures" data-text={column.isText}>
                  <ColumnCell row={row} column={column} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function ColumnCell<Row extends ChartRow>({ row, column }: { row: Row; column: ChartColumn<Row> }) {
  const says = column.says(row)
  return says === null ? (
    <span className={classes.none}>–</span>
  ) : (
    <Cell href={column.hrefOf?.(row) ?? null} text={says} />
  )
}

function Cell({ href, text }: { href: string | null; text: string }) {
  const words = <InlineText text={text} otherwise="without words" />
  const follow = useFollow()
  if (!href) return words
  const click = (event: MouseEvent) => {
    if (isElsewhere(event)) return
    event.preventDefault()
    follow(href)
  }
  return (
    <a className={classes.link} href={href} onClick={click}>
      {words}
    </a>
  )
}
