import type { ExportColumnId } from "@holdfast/protocol/dashboard"
import { VisuallyHidden } from "@mantine/core"
import { useRef, useState } from "react"
import { flushSync } from "react-dom"
import classes from "./column-picker.module.css"
import { ColumnRow } from "./column-row.tsx"
import { type ChangeColumns, columnLabel, moved, toggled } from "./columns.ts"

interface ColumnOrderProps {
  columns: ExportColumnId[]
  onChange: ChangeColumns
}

/** The columns of the file from first to last: moved by dragging, or by two buttons that keep the focus. */
export function ColumnOrder({ columns, onChange }: ColumnOrderProps) {
  const list = useRef<HTMLOListElement>(null)
  const [dragged, setDragged] = useState<ExportColumnId | null>(null)
  const [told, setTold] = useState("")
  const move = (id: ExportColumnId, place: number, control: HTMLElement) => {
    if (place < 0 || place >= columns.length) return
    flushSync(() => {
      onChange((now) => moved(now, id, place))
      setTold(`${columnLabel(id)} is now column ${place + 1} of ${columns.length}`)
    })
    // a row that is put elsewhere loses the focus within it
    control.focus()
    control.closest("li")?.scrollIntoView({ block: "nearest" })
  }
  const remove = (id: ExportColumnId) => {
    const place = columns.indexOf(id)
    flushSync(() => {
      onChange((now) => toggled(now, id))
      setTold(`${columnLabel(id)} is taken out`)
    })
    const controls = list.current?.querySelectorAll<HTMLElement>("[data-remove]")
    const next = controls?.[Math.min(place, controls.length - 1)] ?? list.current
    next?.focus()
  }
  return (
    <section className={classes.side} aria-label="Columns of the file">
      <div className={classes.head}>
        <h3 className={classes.title}>In the file</h3>
        <span className={`${classes.count} hf-figures`}>{columns.length} chosen</span>
      </div>
      <ol ref={list} className={classes.order} tabIndex={-1} aria-label="Order of the columns">
        {columns.map((id, place) => (
          <ColumnRow
            key={id}
            label={columnLabel(id)}
            place={place}
            count={columns.length}
            isDragged={dragged === id}
            onDrag={(isDragged) => setDragged(isDragged ? id : null)}
            onOver={() => dragged && dragged !== id && onChange((now) => moved(now, dragged, place))}
            onMove={(next, control) => move(id, next, control)}
            onRemove={() => remove(id)}
          />
        ))}
      </ol>
      {columns.length === 0 && <p className={classes.note}>Choose the fields that the file is to have.</p>}
      <VisuallyHidden role="status">{told}</VisuallyHidden>
    </section>
  )
}
