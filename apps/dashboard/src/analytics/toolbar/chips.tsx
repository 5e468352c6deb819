import { UnstyledButton } from "@mantine/core"
import { IconX } from "@tabler/icons-react"
import { useEffect, useRef } from "react"
import type { Choice, Choices, FilterDimension } from "../../api/choice.ts"
import { shorten } from "../../parts/shorten.ts"
import { choose } from "../view/choices.ts"
import classes from "./chips.module.css"
import { facetGroup } from "./facet-groups.ts"
import { valueName } from "./value-words.ts"

interface ChipsProps {
  choices: Choices
  labelOf: (dimension: FilterDimension, value: string | null) => string | null
  /** The filters are out of force for now, and stay as they are. */
  rests: boolean
  onChoices: (change: (choices: Choices) => Choices) => void
  /** The last chip that had the focus is gone. */
  onEmptied: () => void
}

/** Every filter chosen, each to be removed. */
export function Chips({ choices, labelOf, rests, onChoices, onEmptied }: ChipsProps) {
  const list = useRef<HTMLUListElement>(null)
  /** A removal on its way: the chip that takes the place of the removed one takes the focus as well. */
  const removal = useRef<{ place: number; countBefore: number } | null>(null)
  const count = choices.length
  useEffect(() => {
    if (!removal.current || count >= removal.current.countBefore) return
    const place = Math.min(removal.current.place, count - 1)
    removal.current = null
    if (place < 0) onEmptied()
    else list.current?.querySelectorAll<HTMLElement>("[data-remove]")[place]?.focus()
  }, [count, onEmptied])
  if (count === 0) return null
  const remove = ({ dimension, value }: Choice, place: number) => {
    removal.current = { place, countBefore: count }
    onChoices((now) => choose(now, dimension, value, "open"))
  }
  const clear = () => {
    removal.current = { place: 0, countBefore: count }
    onChoices(() => [])
  }
  return (
    <ul ref={list} className={classes.chips} aria-label={rests ? "Filters, off while you search" : "Filters"}>
      {choices.map((choice, place) => {
        const { dimension, value, isExcluded } = choice
        const group = facetGroup(dimension)
        const name = valueName(group, value, labelOf(dimension, value))
        const words = `${isExcluded ? "Not " : ""}${group.short}`
        return (
          <li
            key={`${dimension}${value === null ? "" : `=${value}`}`}
            className={classes.chip}
            data-rests={rests}
            title={shorten(`${words}: ${name}`, 1000)}
          >
            <span className={classes.words}>
              <span className={isExcluded ? classes.not : classes.group}>{words}:</span>{" "}
              <bdi>{shorten(name, 120)}</bdi>
            </span>
            {!rests && (
              <UnstyledButton
                className={classes.remove ?? ""}
                data-remove
                aria-label={`Remove ${words}: ${shorten(name, 120)}`}
                onClick={() => remove(choice, place)}
              >
                <IconX size={14} stroke={1.75} aria-hidden />
              </UnstyledButton>
            )}
          </li>
        )
      })}
      {!rests && (
        <li>
          <UnstyledButton className={classes.clear ?? ""} onClick={clear}>
            Clear all
          </UnstyledButton>
        </li>
      )}
    </ul>
  )
}
