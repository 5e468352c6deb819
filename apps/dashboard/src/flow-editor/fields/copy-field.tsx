import { hasMergeFields } from "@holdfast/protocol/flow"
import { Textarea, TextInput } from "@mantine/core"
import { type ReactNode, useRef } from "react"
import { useEditing, useFault } from "../editor-context.ts"
import classes from "./copy-field.module.css"
import { MergeFieldMenu } from "./merge-field-menu.tsx"
import { TextChips } from "./text-chips.tsx"

interface CopyFieldProps {
  /** The part that it is of, and its way there. */
  guid: string
  field: string
  label: string
  /** The label is said, and not seen. */
  isLabelHidden?: boolean
  value: string
  onChange: (value: string) => void
  placeholder?: string
  description?: string
  isLong?: boolean
  /** Beside the field. */
  aside?: ReactNode
}

const longest = 10_000

/** A text that customers read: plain, with merge fields from a menu, which are shown below as what they will say. */
export function CopyField({
  guid,
  field,
  label,
  isLabelHidden = false,
  value,
  onChange,
  placeholder,
  description,
  isLong = false,
  aside,
}: CopyFieldProps) {
  const { isReadOnly } = useEditing()
  const name = `${guid}:${field}`
  const fault = useFault(name)
  const input = useRef<HTMLInputElement & HTMLTextAreaElement>(null)
  const insert = (text: string) => {
    const at = input.current?.selectionStart ?? value.length
    const end = input.current?.selectionEnd ?? at
    onChange(value.slice(0, at) + text + value.slice(end))
    requestAnimationFrame(() => {
      input.current?.focus()
      input.current?.setSelectionRange(at + text.length, at + text.length)
    })
  }
  const menu = !isReadOnly && <MergeFieldMenu label={label} onInsert={insert} />
  const common = {
    "data-field": name,
    ...(isLabelHidden ? { "aria-label": label } : { label }),
    value,
    readOnly: isReadOnly,
    maxLength: longest,
    dir: "auto" as const,
    error: fault && !fault.isHint && `This ${fault.fault}.`,
    withErrorStyles: false,
    rightSection: menu,
    ...(description && { description }),
    ...(placeholder && !isReadOnly && { placeholder }),
  }
  return (
    <div className={classes.field}>
      <div className={classes.line}>
        {isLong ? (
          <Textarea
            {...common}
            ref={input}
            rows={2}
            className={classes.input ?? ""}
            classNames={{ input: classes.long ?? "", section: classes.top ?? "" }}
            onChange={(event) => onChange(event.currentTarget.value)}
          />
        ) : (
          <TextInput
            {...common}
            ref={input}
            className={classes.input ?? ""}
            onChange={(event) => onChange(event.currentTarget.value)}
          />
        )}
        {aside}
      </div>
      {hasMergeFields(value) && <TextChips text={value} />}
      {fault?.isHint && <p className={classes.hint}>This {fault.fault}.</p>}
    </div>
  )
}
