import { type ExportChoice, exportSeparators } from "@holdfast/protocol/dashboard"
import { Checkbox, NativeSelect, Select, UnstyledButton } from "@mantine/core"
import { useMemo } from "react"
import classes from "./export-dialog.module.css"
import { ownTimeZone, timeZoneOptions } from "./time-zones.ts"

interface FileChoicesProps {
  choice: ExportChoice
  isSmall: boolean
  onChange: (changes: Partial<ExportChoice>) => void
}

const separatorWords = { ",": "Comma", ";": "Semicolon", "\t": "Tab" } as const

/** What only some files can have: a person's time zone and separator, and compression of what is large. */
export function FileChoices({ choice, isSmall, onChange }: FileChoicesProps) {
  const zones = useMemo(() => timeZoneOptions(choice.timeZone), [choice.timeZone])
  const own = ownTimeZone()
  const isSpreadsheet = choice.profile === "spreadsheet"
  if (!isSpreadsheet && isSmall) return null
  return (
    <div className={classes.fields}>
      {isSpreadsheet && (
        <>
          <div>
            <Select
              label="Time zone"
              searchable
              allowDeselect={false}
              data={zones}
              value={choice.timeZone}
              maxDropdownHeight={260}
              nothingFoundMessage="No time zone has this name."
              onChange={(timeZone) => timeZone !== null && onChange({ timeZone })}
            />
            {choice.timeZone !== own && (
              <UnstyledButton
                className={classes.suggestion ?? ""}
                onClick={() => onChange({ timeZone: own })}
              >
                Use {own.replaceAll("_", " ")}, as this browser does
              </UnstyledButton>
            )}
          </div>
          <NativeSelect
            label="Separator"
            data={exportSeparators.map((value) => ({ value, label: separatorWords[value] }))}
            value={choice.separator}
            onChange={({ currentTarget }) => {
              const separator = exportSeparators.find((each) => each === currentTarget.value)
              if (separator) onChange({ separator })
            }}
          />
        </>
      )}
      {!isSmall && (
        <Checkbox
          className={isSpreadsheet ? (classes.compressed ?? "") : ""}
          label="Compress the file (.gz)"
          checked={choice.isCompressed}
          onChange={({ currentTarget }) => onChange({ isCompressed: currentTarget.checked })}
        />
      )}
    </div>
  )
}
