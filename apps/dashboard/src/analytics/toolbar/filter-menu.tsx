import type { StreamFacets } from "@holdfast/protocol/dashboard"
import { Popover, UnstyledButton, VisuallyHidden } from "@mantine/core"
import { IconChevronDown, IconFilter2 } from "@tabler/icons-react"
import type { UseQueryResult } from "@tanstack/react-query"
import type { KeyboardEvent, Ref } from "react"
import type { Choices } from "../../api/choice.ts"
import picker from "./date-range-picker.module.css"
import classes from "./filter-menu.module.css"
import { FilterPanel } from "./filter-panel.tsx"
import { moveAmongOptions } from "./move-among-options.ts"
import { RestingButton } from "./resting-button.tsx"

interface FilterMenuProps {
  ref: Ref<HTMLButtonElement>
  choices: Choices
  facets: UseQueryResult<StreamFacets>
  /** Why the filters are out of force for now; null when they are in force. */
  rests: string | null
  isOpen: boolean
  onOpen: (isOpen: boolean) => void
  onChoices: (change: (choices: Choices) => Choices) => void
}

/** The one dropdown of all filters; it says how many are chosen. */
export function FilterMenu({ ref, choices, facets, rests, isOpen, onOpen, onChoices }: FilterMenuProps) {
  const face = <Face count={choices.length} />
  if (rests !== null) return <RestingButton says={rests}>{face}</RestingButton>
  const close = () => onOpen(false)
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === "Escape") close()
    else moveAmongOptions(event)
  }
  return (
    <Popover
      opened={isOpen}
      onDismiss={close}
      position="bottom-start"
      width={400}
      middlewares={{ size: { padding: 12 }, shift: { padding: 12 } }}
      // Escape means something to the fields inside before it closes the panel.
      closeOnEscape={false}
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <UnstyledButton ref={ref} className={picker.button ?? ""} onClick={() => onOpen(!isOpen)}>
          {face}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className={classes.dropdown ?? ""} aria-label="Filters" onKeyDown={onKeyDown}>
        <FilterPanel choices={choices} facets={facets} onChoices={onChoices} />
      </Popover.Dropdown>
    </Popover>
  )
}

function Face({ count }: { count: number }) {
  return (
    <>
      <IconFilter2 size={16} stroke={1.75} aria-hidden />
      {count === 0 ? (
        <span>
          <VisuallyHidden>Filters: </VisuallyHidden>All Sessions
        </span>
      ) : (
        <span className="hf-figures">
          Filters · {count}
          <VisuallyHidden> chosen</VisuallyHidden>
        </span>
      )}
      <IconChevronDown size={14} stroke={1.75} aria-hidden />
    </>
  )
}
