import type { KeyboardEvent } from "react"
import classes from "./find-field.module.css"

interface FindFieldProps {
  label: string
  placeholder: string
  wanted: string
  onWanted: (wanted: string) => void
  /** Its place in the panel. */
  className: string | undefined
}

/** Finds among the values of a panel. Escape takes back what was typed, before it closes the panel. */
export function FindField({ label, placeholder, wanted, onWanted, className = "" }: FindFieldProps) {
  const onKeyDown = (event: KeyboardEvent) => {
    // it finds as one types, and a form around it is not meant
    if (event.key === "Enter") event.preventDefault()
    if (event.key !== "Escape" || wanted === "") return
    event.stopPropagation()
    onWanted("")
  }
  return (
    <input
      type="search"
      className={`${classes.field} ${className}`}
      aria-label={label}
      placeholder={placeholder}
      autoComplete="off"
      spellCheck={false}
      dir="auto"
      value={wanted}
      // a dialog listens for Escape on the window, and leaves what carries this mark to itself
      data-mantine-stop-propagation={wanted !== ""}
      onChange={({ target }) => onWanted(target.value)}
      onKeyDown={onKeyDown}
    />
  )
}
