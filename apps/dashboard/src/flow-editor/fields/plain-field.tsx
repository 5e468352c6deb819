import { TextInput } from "@mantine/core"
import { useState } from "react"
import { useFieldProps } from "./use-field-props.tsx"

interface PlainFieldProps {
  guid: string | null
  field: string
  label: string
  value: string
  onChange: (value: string) => void
  placeholder?: string
  description?: string
  maxLength?: number
  width?: number
  onBlur?: () => void
}

/** A text that no customer reads, such as an id or an address. */
export function PlainField({ guid, field, onChange, width, maxLength = 500, ...rest }: PlainFieldProps) {
  return (
    <TextInput
      {...rest}
      {...useFieldProps(guid, field)}
      maw={width}
      maxLength={maxLength}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

interface NumberFieldProps extends Omit<PlainFieldProps, "value" | "onChange" | "maxLength"> {
  value: number | null
  /** Null where the field is empty. */
  onChange: (value: number | null) => void
  /** Digits behind the point. */
  digits?: number
  most?: number
}

/** A number from 0 up. What cannot be read as one stays in the field, and out of the draft. */
export function NumberField({ value, onChange, digits = 0, most = 10_000, ...rest }: NumberFieldProps) {
  const [text, setText] = useState<string | null>(null)
  const shown = text !== null && readNumber(text, digits, most) === value ? text : written(value, digits)
  return (
    <PlainField
      width={160}
      {...rest}
      maxLength={12}
      onBlur={() => setText(null)}
      value={shown}
      onChange={(next) => {
        const clean = next.replace(",", ".").replace(digits > 0 ? /[^\d.]/g : /\D/g, "")
        const number = readNumber(clean, digits, most)
        if (number === undefined) return
        setText(clean)
        onChange(number)
      }}
    />
  )
}

const written = (value: number | null, digits: number) =>
  value === null ? "" : digits > 0 && !Number.isInteger(value) ? value.toFixed(digits) : String(value)

/** Undefined where it is none. */
function readNumber(text: string, digits: number, most: number): number | null | undefined {
  if (text === "") return null
  const number = Number(text)
  if (!Number.isFinite(number) || number > most) return undefined
  const scale = 10 ** digits
  return Math.round(number * scale) / scale
}
