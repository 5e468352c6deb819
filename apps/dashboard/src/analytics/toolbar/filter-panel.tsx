import type { StreamFacet, StreamFacets } from "@holdfast/protocol/dashboard"
import { UnstyledButton } from "@mantine/core"
import type { UseQueryResult } from "@tanstack/react-query"
import { useRef, useState } from "react"
import type { Choices } from "../../api/choice.ts"
import { PageFault } from "../../parts/page-fault.tsx"
import { choose, stateOf } from "../view/choices.ts"
import { FilterGroup } from "./filter-group.tsx"
import { filterOptions } from "./filter-options.ts"
import classes from "./filter-panel.module.css"
import { FilterSkeleton } from "./filter-skeleton.tsx"
import { settleFacets } from "./settle-facets.ts"

interface FilterPanelProps {
  choices: Choices
  facets: UseQueryResult<StreamFacets>
  onChoices: (change: (choices: Choices) => Choices) => void
}

/** Every value that occurs, group by group, to include or to exclude; each choice applies at once. */
export function FilterPanel({ choices, facets, onChoices }: FilterPanelProps) {
  const panel = useRef<HTMLDivElement>(null)
  const [seen, setSeen] = useState<{ answer: StreamFacets; facets: StreamFacet[] } | null>(null)
  const { error } = facets
  // Counts of an older filter may stay until the next are there, but they are no beginning.
  const answer = facets.isPlaceholderData && !seen ? undefined : facets.data
  if (answer && answer !== seen?.answer) {
    setSeen({ answer, facets: settleFacets(seen?.facets ?? [], answer.facets) })
  }
  const [kept, setKept] = useState(choices)
  const added = choices.filter(({ dimension, value }) => stateOf(kept, dimension, value) === "open")
  if (added.length > 0) setKept([...kept, ...added])
  const groups = filterOptions(seen?.facets, choices, kept)
  // Once there was a list it stays, even one of chosen values alone, so that the focus has its place.
  const [hasList, setHasList] = useState(false)
  if (!hasList && (seen || error)) setHasList(true)
  const clear = () => {
    onChoices(() => [])
    panel.current?.focus()
  }
  return (
    <div ref={panel} className={classes.panel} tabIndex={-1} data-autofocus>
      <div className={classes.head}>
        <h3 className={classes.title}>Filters</h3>
        {choices.length > 0 && (
          <UnstyledButton className={classes.clear ?? ""} onClick={clear}>
            Clear all
          </UnstyledButton>
        )}
      </div>
      <div className={classes.groups} aria-busy={facets.isFetching}>
        {error && (
          <PageFault
            error={error}
            what="count the values"
            isStale={false}
            isTrying={facets.isFetching}
            isSmall
            onTryAgain={() => void facets.refetch()}
          />
        )}
        {!hasList && <FilterSkeleton />}
        {hasList &&
          groups.map(({ group, options }) => (
            <FilterGroup
              key={group.dimension}
              title={group.title}
              options={options}
              hasCounts={!error}
              onChoose={(value, state) => onChoices((now) => choose(now, group.dimension, value, state))}
            />
          ))}
        {seen && !error && groups.length === 0 && (
          <p className={classes.nothing}>There is nothing to filter by in these days.</p>
        )}
      </div>
    </div>
  )
}
