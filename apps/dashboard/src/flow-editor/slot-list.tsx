import { type BlueprintContent, flowSlots, slotsOf } from "@holdfast/protocol/flow"
import { UnstyledButton } from "@mantine/core"
import { memo } from "react"
import { type EditorPlace, type PlacedFault, slotNames } from "./fault-places.ts"
import classes from "./flow-editor.module.css"

interface SlotListProps {
  content: BlueprintContent
  faults: readonly PlacedFault[]
  place: EditorPlace
  hasSegment: boolean
  onPlace: (place: EditorPlace) => void
}

/** The slots of a flow in their order, and what else there is to set. */
export const SlotList = memo(function SlotList({
  content,
  faults,
  place,
  hasSegment,
  onPlace,
}: SlotListProps) {
  const on = slotsOf(content.steps)
  const faultsIn = (where: EditorPlace) =>
    faults.filter((each) => each.place === where && !each.isHint).length
  const item = (where: EditorPlace, label: string, isOn: boolean | null) => {
    const count = faultsIn(where)
    return (
      <li key={where}>
        <UnstyledButton
          className={classes.slot ?? ""}
          aria-current={place === where}
          onClick={() => onPlace(where)}
        >
          {isOn !== null && <span className={classes.dot} data-on={isOn} aria-hidden />}
          {label}
          {count > 0 ? (
            <span className={classes.slotNote} data-fault>
              {count} to mend
            </span>
          ) : (
            isOn === false && <span className={classes.slotNote}>off</span>
          )}
        </UnstyledButton>
      </li>
    )
  }
  return (
    <nav className={classes.slots} aria-label="Parts of the flow">
      <ul className={classes.list}>
        {flowSlots.map((slot) => item(slot, slotNames[slot], on.includes(slot)))}
      </ul>
      <div className={classes.rule} />
      <ul className={classes.list}>
        {item("languages", "Languages", null)}
        {item("settings", "Look and settings", null)}
        {hasSegment && item("segment", "Who sees it", null)}
      </ul>
    </nav>
  )
})
