import { UnstyledButton, VisuallyHidden } from "@mantine/core"
import { IconCheck, IconMinus } from "@tabler/icons-react"
import { useId } from "react"
import { digits } from "../../parts/digits.ts"
import { shorten } from "../../parts/shorten.ts"
import type { ChoiceState } from "../view/choices.ts"
import classes from "./filter-group.module.css"
import type { FilterOption } from "./filter-options.ts"

interface FilterOptionRowProps {
  option: FilterOption
  /** One row of a group is reached by Tab, the others from there by the arrow keys. */
  isTabStop: boolean
  onReach: () => void
  onChoose: (state: ChoiceState) => void
}

/** One value: a checkbox includes it, a second control excludes it, and its count stands at the end. */
export function FilterOptionRow({ option, isTabStop, onReach, onChoose }: FilterOptionRowProps) {
  const { text, detail, count, state } = option
  const id = useId()
  const tabIndex = isTabStop ? 0 : -1
  const isExcluded = state === "excluded"
  const full = shorten(detail === null ? text : `${text} · ${detail}`, 1000)
  return (
    <li
      className={classes.option}
      data-state={state}
      data-empty={count === 0}
      data-detailed={detail !== null}
      onFocus={onReach}
    >
      <label className={classes.choice} title={full}>
        <input
          type="checkbox"
          className={classes.input}
          data-option
          tabIndex={tabIndex}
          aria-labelledby={`${id}-text`}
          aria-describedby={`${id}-count`}
          checked={state === "included"}
          onChange={({ target }) => onChoose(target.checked ? "included" : "open")}
        />
        <span className={classes.box} aria-hidden>
          {state === "included" && <IconCheck size={12} stroke={3} />}
          {isExcluded && <IconMinus size={12} stroke={3} />}
        </span>
        <span id={`${id}-text`} className={classes.text}>
          <bdi className={classes.name}>{shorten(text, 160)}</bdi>
          {detail !== null && (
            <>
              {/* for whoever reads or copies both lines as one */}{" "}
              <bdi className={classes.detail}>{shorten(detail, 160)}</bdi>
            </>
          )}
        </span>
      </label>
      <UnstyledButton
        className={classes.exclude ?? ""}
        tabIndex={tabIndex}
        aria-pressed={isExcluded}
        aria-label={`${isExcluded ? "Excluded" : "Exclude"} ${shorten(text, 80)}`}
        onClick={() => onChoose(isExcluded ? "open" : "excluded")}
      >
        {isExcluded ? "Excluded" : "Exclude"}
      </UnstyledButton>
      <span id={`${id}-count`} className={`${classes.count} hf-figures`}>
        {count !== null && digits.format(count)}
        <VisuallyHidden>{count === 1 ? " session" : " sessions"}</VisuallyHidden>
      </span>
    </li>
  )
}
