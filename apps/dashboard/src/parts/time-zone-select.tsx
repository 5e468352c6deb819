import { Select } from "@mantine/core"
import { useMemo } from "react"
import { timeZoneOptions } from "./time-zones.ts"

interface TimeZoneSelectProps {
  /** IANA name. */
  value: string
  description?: string
  className?: string
  onChange: (timeZone: string) => void
}

/** Chooses one of all time zones, which are found by name. */
export function TimeZoneSelect({ value, description, className, onChange }: TimeZoneSelectProps) {
  const zones = useMemo(() => timeZoneOptions(value), [value])
  return (
    <Select
      label="Time zone"
      {...(description && { description })}
      {...(className && { className })}
      searchable
      allowDeselect={false}
      data={zones}
      value={value}
      maxDropdownHeight={260}
      nothingFoundMessage="No time zone has this name."
      onChange={(timeZone) => timeZone !== null && onChange(timeZone)}
    />
  )
}
