import { type ExportChoice, exportSeparators } from "@holdfast/protocol/dashboard"
import { Checkbox, NativeSelect, UnstyledButton } from "@mantine/core"
import { TimeZoneSelect } from "../../parts/time-zone-select.tsx"
import { ownTimeZone } from "../../parts/time-zones.ts"
import classes from "./export-dialog.module.css"

interface FileChoicesProps {
  choice: ExportChoice
  isSmall: boolean
  onChange: (changes: Partial<ExportChoice>) => void
}

const separatorWords = { ",": "Comma", ";": "Semicolon", "\t": "Tab" } as const

/** What only some files can have: a person's time zone and separator, and compression of what is large. */
export function FileChoices({ choice, isSmall, onChange }: FileChoicesProps) {
  const own = ownTimeZone()
  const isSpreadsheet = choice.profile === "spreadsheet"
  if (!isSpreadsheet && isSmall) return null
  return (
    <div className={classes.fields}>
      {isSpreadsheet && (
        <>
          <div>
            <TimeZoneSelect value={choice.timeZone} onChange={(timeZone) => onChange({ timeZone })} />
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
