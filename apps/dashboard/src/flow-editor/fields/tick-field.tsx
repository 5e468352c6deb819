import { Checkbox } from "@mantine/core"
import { useEditing } from "../editor-context.ts"

interface TickFieldProps {
  label: string
  isOn: boolean
  onChange: (isOn: boolean) => void
}

/** Yes or no. */
export function TickField({ label, isOn, onChange }: TickFieldProps) {
  const { isReadOnly } = useEditing()
  return (
    <Checkbox
      label={label}
      checked={isOn}
      disabled={isReadOnly}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  )
}
