import { NativeSelect } from "@mantine/core"
import { useEditing } from "../editor-context.ts"

interface ChoiceFieldProps<T extends string> {
  label: string
  value: T
  options: readonly { value: T; label: string }[]
  onChange: (value: T) => void
  field?: string
  width?: number
}

/** One of a few. */
export function ChoiceField<T extends string>({
  label,
  value,
  options,
  onChange,
  field,
  width = 240,
}: ChoiceFieldProps<T>) {
  const { isReadOnly } = useEditing()
  return (
    <NativeSelect
      label={label}
      value={value}
      data={[...options]}
      disabled={isReadOnly}
      maw={width}
      {...(field && { "data-field": field })}
      onChange={(event) => {
        const chosen = options.find((each) => each.value === event.currentTarget.value)
        if (chosen) onChange(chosen.value)
      }}
    />
  )
}
