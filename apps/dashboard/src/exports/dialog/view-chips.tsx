import chips from "../../analytics/toolbar/chips.module.css"
import { facetGroup } from "../../analytics/toolbar/facet-groups.ts"
import { valueName } from "../../analytics/toolbar/value-words.ts"
import { isSpanning } from "../../analytics/view/scope-of.ts"
import { modeLabels, type View } from "../../analytics/view/view.ts"
import type { FilterDimension } from "../../api/choice.ts"
import { readableText } from "../../parts/readable-text.ts"
import { shorten } from "../../parts/shorten.ts"
import { daysPhrase } from "../../time/date-range.ts"
import type { Day } from "../../time/day.ts"

interface ViewChipsProps {
  view: View
  today: Day
  labelOf: (dimension: FilterDimension, value: string | null) => string | null
  /** What they are said to be. */
  label?: string
}

/** What narrows a list, in the words of the toolbar, to be read only. */
export function ViewChips({ view, today, labelOf, label = "What is exported" }: ViewChipsProps) {
  const isAll = isSpanning(view)
  const facts = [
    { words: "Mode", name: modeLabels[view.mode], isExcluded: false },
    { words: "Days", name: isAll ? "All time" : daysPhrase(view.range, today), isExcluded: false },
    ...(view.search
      ? [{ words: "Search", name: readableText(view.search.text) ?? "Blank", isExcluded: false }]
      : []),
    ...(isAll ? [] : view.choices).map(({ dimension, value, isExcluded }) => {
      const group = facetGroup(dimension)
      const words = `${isExcluded ? "Not " : ""}${group.short}`
      return { words, name: valueName(group, value, labelOf(dimension, value)), isExcluded }
    }),
  ]
  return (
    <ul className={chips.chips} aria-label={label}>
      {facts.map(({ words, name, isExcluded }) => (
        <li
          key={`${words}: ${name}`}
          className={chips.chip}
          data-still
          title={shorten(`${words}: ${name}`, 1000)}
        >
          <span className={chips.words}>
            <span className={isExcluded ? chips.not : chips.group}>{words}:</span>{" "}
            <bdi>{shorten(name, 120)}</bdi>
          </span>
        </li>
      ))}
    </ul>
  )
}
