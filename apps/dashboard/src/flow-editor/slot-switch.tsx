import type { BlueprintContent } from "@holdfast/protocol/flow"
import { Button } from "@mantine/core"
import { useEditing } from "./editor-context.ts"
import { stepIn, turnSlot } from "./edits.ts"
import type { EditorPlace } from "./fault-places.ts"

/** Turns the slot off that is looked at. A flow always asks for the confirmation. */
export function SlotSwitch({ content, place }: { content: BlueprintContent; place: EditorPlace }) {
  const { edit, isReadOnly } = useEditing()
  if (
    isReadOnly ||
    place === "languages" ||
    place === "settings" ||
    place === "segment" ||
    place === "CONFIRM"
  )
    return null
  if (!stepIn(content, place)?.isOn) return null
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
}
