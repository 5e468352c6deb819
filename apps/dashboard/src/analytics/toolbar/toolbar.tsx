import { useQuery } from "@tanstack/react-query"
import { useRef, useState } from "react"
import type { Choices } from "../../api/choice.ts"
import { facetsQuery } from "../../api/stream.ts"
import { ViewChips } from "../../exports/dialog/view-chips.tsx"
import { ExportButton } from "../../exports/export-button.tsx"
import { pinnedAddress } from "../../exports/pinned-address.ts"
import { isDefaultRange } from "../../time/date-range.ts"
import type { Day } from "../../time/day.ts"
import { SavedViews } from "../view/saved-views.tsx"
import { filterScopeOf, isSpanning, scopeOf } from "../view/scope-of.ts"
import type { Search, View } from "../view/view.ts"
import { Chips } from "./chips.tsx"
import { DateRangePicker } from "./date-range-picker.tsx"
import { FilterMenu } from "./filter-menu.tsx"
import { SearchBox } from "./search-box.tsx"
import { SearchReach } from "./search-reach.tsx"
import classes from "./toolbar.module.css"
import { useFilterLabels } from "./use-facet-labels.ts"

interface ToolbarProps {
  appId: string
  view: View
  today: Day
  /** Takes the view of the moment, so that two changes in a hurry are both made. */
  onView: (change: (view: View) => View) => void
}

const restReason = "Dates and filters are off while you search. Clear the search to use them."

/** What the stream shows: a search, the days, the filters, and every filter chosen; and the way to take it as a file. */
export function Toolbar({ appId, view, today, onView }: ToolbarProps) {
  const [isOpen, setIsOpen] = useState(false)
  const [wantsWithin, setWantsWithin] = useState(view.search?.isWithin ?? false)
  const filterButton = useRef<HTMLButtonElement>(null)
  const facets = useQuery({
    ...facetsQuery(filterScopeOf(view, appId, today)),
    enabled: isOpen || view.choices.some(hasForeignName),
  })
  const labelOf = useFilterLabels(appId, view.choices, facets.data)
  const rests = isSpanning(view) ? restReason : null
  const search = (next: Search | null) => onView((now) => ({ ...now, search: next }))
  const choose = (change: (choices: Choices) => Choices) =>
    onView((now) => ({ ...now, choices: change(now.choices) }))
  const searchWithin = (isWithin: boolean) => {
    setWantsWithin(isWithin)
    onView((now) => (now.search ? { ...now, search: { ...now.search, isWithin } } : now))
  }
  return (
    <div className={classes.place}>
      <div className={classes.toolbar}>
        <SearchBox
          search={view.search}
          isNarrowed={view.choices.length > 0 || !isDefaultRange(view.range)}
          wantsWithin={wantsWithin}
          onWantsWithin={setWantsWithin}
          onSearch={search}
        />
        <DateRangePicker
          range={view.range}
          today={today}
          rests={rests}
          onChange={(range) => onView((now) => ({ ...now, range }))}
        />
        <FilterMenu
          ref={filterButton}
          choices={view.choices}
          facets={facets}
          rests={rests}
          isOpen={isOpen}
          onOpen={setIsOpen}
          onChoices={choose}
        />
        <SavedViews />
        <ExportButton
          source={{ scope: scopeOf(view, appId, today), search: pinnedAddress(view, today) }}
          filter={<ViewChips view={view} today={today} labelOf={labelOf} />}
        />
      </div>
      {view.search && <SearchReach view={view} onWithin={searchWithin} />}
      <Chips
        choices={view.choices}
        labelOf={labelOf}
        rests={rests !== null}
        onChoices={choose}
        onEmptied={() => filterButton.current?.focus()}
      />
    </div>
  )
}

/** Segments and plans are chosen by an id that only the server can put a name to. */
function hasForeignName({ dimension, value }: Choices[number]): boolean {
  return value !== null && (dimension === "segmentId" || dimension === "planId")
}
