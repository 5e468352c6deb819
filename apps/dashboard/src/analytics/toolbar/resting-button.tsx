import { Tooltip, UnstyledButton } from "@mantine/core"
import type { ReactNode } from "react"
import picker from "./date-range-picker.module.css"

/** A control that is out of force for now; it keeps its face, can be reached, and says why. */
export function RestingButton({ says, children }: { says: string; children: ReactNode }) {
  return (
    <Tooltip label={says}>
      <UnstyledButton className={picker.button ?? ""} aria-disabled>
        {children}
      </UnstyledButton>
    </Tooltip>
  )
}
