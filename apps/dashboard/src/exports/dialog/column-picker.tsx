import { defaultExportColumns, type ExportColumnId, exportColumns } from "@holdfast/protocol/dashboard"
import { Checkbox, UnstyledButton } from "@mantine/core"
import { useState } from "react"
import { FindField } from "../../parts/find-field.tsx"
import { shorten } from "../../parts/shorten.ts"
import { ColumnOrder } from "./column-order.tsx"
import classes from "./column-picker.module.css"
import { type ChangeColumns, foundColumns, toggled, withAll } from "./columns.ts"

interface ColumnPickerProps {
  columns: ExportColumnId[]
  onChange: ChangeColumns
}

/** Every field of a record on one side, those of the file in their order on the other. */
export function ColumnPicker({ columns, onChange }: ColumnPickerProps) {
  const [wanted, setWanted] = useState("")
  const groups = foundColumns(wanted)
  const shortcuts = [
    { label: "All", columns: withAll },
    { label: "None", columns: () => [] },
    { label: "Default", columns: () => [...defaultExportColumns] },
  ]
  return (
    <div className={classes.picker}>
      <section className={classes.side} aria-label="Fields">
        <div className={classes.head}>
          <h3 className={classes.title}>Columns</h3>
          <span className={classes.shortcuts}>
            {shortcuts.map(({ label, columns: chosen }) => (
              <UnstyledButton
                key={label}
                className={classes.shortcut ?? ""}
                aria-label={`${label} columns`}
                onClick={() => onChange(chosen)}
              >
                {label}
              </UnstyledButton>
            ))}
          </span>
        </div>
        <FindField
          label="Find a field"
          placeholder={`Find among ${exportColumns.length} fields`}
          wanted={wanted}
          onWanted={setWanted}
          className={classes.search}
        />
        <div className={classes.list}>
          {groups.map(({ group, columns: found }) => (
            <fieldset key={group} className={classes.group}>
              <legend className={classes.legend}>{group}</legend>
              {found.map(({ id, label }) => (
                <Checkbox
                  key={id}
                  size="xs"
                  className={classes.field ?? ""}
                  label={label}
                  checked={columns.includes(id)}
                  onChange={() => onChange((now) => toggled(now, id))}
                />
              ))}
            </fieldset>
          ))}
          {groups.length === 0 && (
            <p className={classes.note}>
              No field is called “<bdi>{shorten(wanted, 60)}</bdi>”.
            </p>
          )}
        </div>
      </section>
      <ColumnOrder columns={columns} onChange={onChange} />
    </div>
  )
}
