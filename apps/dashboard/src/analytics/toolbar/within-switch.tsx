import { useRef } from "react"
import classes from "./within-switch.module.css"

/** Whether a search looks only among the days and filters chosen. */
export function WithinSwitch({ isOn, onChange }: { isOn: boolean; onChange: (isOn: boolean) => void }) {
  /** What had the focus when the words were pressed. A browser gives it to the switch, and it gets it back. */
  const pressedFrom = useRef<Element | null>(null)
  const change = (value: boolean) => {
    onChange(value)
    const from = pressedFrom.current
    pressedFrom.current = null
    // so that Enter goes on searching
    if (from instanceof HTMLElement) requestAnimationFrame(() => from.focus())
  }
  return (
    <label
      className={classes.switch}
      onMouseDown={(event) => {
        event.preventDefault()
        pressedFrom.current = document.activeElement
      }}
    >
      <input
        type="checkbox"
        role="switch"
        className={classes.input}
        checked={isOn}
        aria-checked={isOn}
        onChange={({ target }) => change(target.checked)}
      />
      <span className={classes.track} aria-hidden />
      Search within the current filters
    </label>
  )
}
