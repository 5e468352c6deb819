import type { BlueprintContent, FlowSlot } from "@holdfast/protocol/flow"
import { Button } from "@mantine/core"
import { memo } from "react"
import { useEditing } from "./editor-context.ts"
import { stepIn, turnSlot } from "./edits.ts"
import type { EditorPlace } from "./fault-places.ts"

const isSlot = (place: EditorPlace): place is FlowSlot =>
  place !== "languages" && place !== "settings" && place !== "segment"

/** Whether customers see what stands in a place. */
export const isSlotOn = (content: BlueprintContent, place: EditorPlace): boolean =>
  isSlot(place) && stepIn(content, place)?.isOn === true

/** Turns the slot off that is looked at. A flow always asks for the confirmation. */
export const SlotSwitch = memo(function SlotSwitch({ place, isOn }: { place: EditorPlace; isOn: boolean }) {
  const { edit, isReadOnly } = useEditing()
  if (isReadOnly || !isSlot(place) || place === "CONFIRM" || !isOn) return null
  return (
    <Button
      variant="subtle"
      size="xs"
      color="gray"
      onClick={() => edit((now) => turnSlot(now, place, false))}
    >
      Turn it off
    </Button>
  )
})
