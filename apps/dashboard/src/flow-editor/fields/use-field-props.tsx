import { useEditing, useFault } from "../editor-context.ts"
import classes from "./copy-field.module.css"

/** What every field of a text that no customer reads has in common: its name, its fault, and that spelling is no matter. */
export function useFieldProps(guid: string | null, field: string) {
  const { isReadOnly } = useEditing()
  const name = guid === null ? field : `${guid}:${field}`
  const fault = useFault(name)
  return {
    "data-field": name,
    spellCheck: false,
    autoComplete: "off",
    readOnly: isReadOnly,
    error: fault && !fault.isHint && `This ${fault.fault}.`,
    withErrorStyles: false,
    ...(fault?.isHint && { description: <span className={classes.hint}>This {fault.fault}.</span> }),
    inputWrapperOrder: ["label", "input", "description", "error"] as (
      | "label"
      | "input"
      | "description"
      | "error"
    )[],
  }
}
