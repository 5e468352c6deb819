import { isSpanning } from "../view/scope-of.ts"
import { modeLabels, type View } from "../view/view.ts"
import classes from "./search-reach.module.css"
import { WithinSwitch } from "./within-switch.tsx"

interface SearchReachProps {
  view: View
  onWithin: (isWithin: boolean) => void
}

/** Where the search in force looks, and the switch between everything and the days and filters chosen. */
export function SearchReach({ view, onWithin }: SearchReachProps) {
  const mode = modeLabels[view.mode].toLowerCase()
  return (
    <div className={classes.reach}>
      <p className={classes.words}>
        {isSpanning(view)
          ? `Searching all ${mode} sessions. Dates and filters are off while you search.`
          : "Searching within the date range and the filters."}
      </p>
      <WithinSwitch isOn={view.search?.isWithin ?? false} onChange={onWithin} />
    </div>
  )
}
