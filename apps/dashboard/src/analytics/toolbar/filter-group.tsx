import { UnstyledButton } from "@mantine/core"
import { useRef, useState } from "react"
import { flushSync } from "react-dom"
import { FindField } from "../../parts/find-field.tsx"
import { shorten } from "../../parts/shorten.ts"
import type { ChoiceState } from "../view/choices.ts"
import classes from "./filter-group.module.css"
import { FilterOptionRow } from "./filter-option-row.tsx"
import type { FilterOption } from "./filter-options.ts"

interface FilterGroupProps {
  title: string
  options: FilterOption[]
  hasCounts: boolean
  onChoose: (value: string | null, state: ChoiceState) => void
}

/** A group with more values than this can be searched. */
const mostWithoutSearch = 8
/** A group with more values than `mostAtOnce` begins with `shortLength` of them. */
const mostAtOnce = 10
const shortLength = 8
/** More rows than a person would read through; searching finds the rest. */
const mostRows = 200

/** One group of filters: its name, its values, and where they are many a search among them. */
export function FilterGroup({ title, options, hasCounts, onChoose }: FilterGroupProps) {
  const [wanted, setWanted] = useState("")
  const [isLong, setIsLong] = useState(false)
  const [current, setCurrent] = useState<string | null | undefined>(undefined)
  const list = useRef<HTMLUListElement>(null)
  const isSearchable = options.length > mostWithoutSearch
  const found = options.filter((option) => isCalled(option, wanted))
  const most = isLong || wanted !== "" || options.length <= mostAtOnce ? mostRows : shortLength
  const shown = found.filter(({ state }, place) => place < most || state !== "open")
  const tabStop = shown.some(({ value }) => value === current) ? current : shown[0]?.value
  const showAll = () => {
    const next = found.findIndex((option) => !shown.includes(option))
    flushSync(() => setIsLong(true))
    list.current?.querySelectorAll<HTMLElement>("[data-option]")[next]?.focus()
  }
  return (
    <fieldset className={classes.group}>
      <legend className={classes.title}>{title}</legend>
      {isSearchable && (
        <FindField
          label={`Find in ${title}`}
          placeholder={`Find among ${options.length}`}
          wanted={wanted}
          onWanted={setWanted}
          className={classes.search}
        />
      )}
      <ul ref={list} className={classes.list}>
        {shown.map((option) => (
          <FilterOptionRow
            key={option.value === null ? "none" : `=${option.value}`}
            option={hasCounts ? option : { ...option, count: null }}
            isTabStop={option.value === tabStop}
            onReach={() => setCurrent(option.value)}
            onChoose={(state) => onChoose(option.value, state)}
          />
        ))}
      </ul>
      {found.length === 0 && (
        <p className={classes.note}>
          Nothing here is called “<bdi>{shorten(wanted, 60)}</bdi>”.
        </p>
      )}
      {shown.length < found.length &&
        (most === mostRows ? (
          <p className={classes.note}>{found.length - shown.length} more. Search to find them.</p>
        ) : (
          <UnstyledButton className={classes.more ?? ""} onClick={showAll}>
            Show all {options.length}
          </UnstyledButton>
        ))}
    </fieldset>
  )
}

function isCalled({ text, detail }: FilterOption, wanted: string): boolean {
  const part = wanted.trim().toLowerCase()
  return text.toLowerCase().includes(part) || (detail?.toLowerCase().includes(part) ?? false)
}
