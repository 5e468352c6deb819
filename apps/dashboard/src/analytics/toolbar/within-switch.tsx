import classes from "./within-switch.module.css"

/** Whether a search looks only among the days and filters chosen. */
export function WithinSwitch({ isOn, onChange }: { isOn: boolean; onChange: (isOn: boolean) => void }) {
  return (
    // pressing the words leaves the focus in the box, so that Enter goes on searching
    <label className={classes.switch} onMouseDown={(event) => event.preventDefault()}>
      <input
        type="checkbox"
        role="switch"
        className={classes.input}
        checked={isOn}
        aria-checked={isOn}
        onChange={({ target }) => onChange(target.checked)}
      />
      <span className={classes.track} aria-hidden />
      Search within the current filters
    </label>
  )
}
