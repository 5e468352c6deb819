import { Button } from "@mantine/core"
import { useRef } from "react"
import dialog from "../parts/dialog.module.css"
import { Dialog } from "../parts/dialog.tsx"
import type { EndingTest } from "./flow-row.tsx"

/** What somebody wanted to do, and the sentence that says which A/B test keeps it from being done. */
export interface TestInTheWay extends EndingTest {
  why: string
  /** Finishes "could not …". */
  what: string
}

interface EndTestDialogProps {
  /** null where nothing is asked. */
  inTheWay: TestInTheWay | null
  onEnd: (ended: TestInTheWay) => void
  onClose: () => void
}

/** Whether a test ends for what was asked, or the flow stays as it is. */
export function EndTestDialog({ inTheWay, onEnd, onClose }: EndTestDialogProps) {
  // the words stay while the dialog goes
  const last = useRef(inTheWay)
  if (inTheWay) last.current = inTheWay
  return (
    <Dialog title="An A/B test is in the way" isOpen={inTheWay !== null} onClose={onClose}>
      <div className={dialog.form}>
        <p>{last.current?.why}</p>
        <div className={dialog.buttons}>
          <Button variant="default" onClick={onClose} data-autofocus>
            Leave it as it is
          </Button>
          <Button onClick={() => inTheWay && onEnd(inTheWay)}>{last.current?.button}</Button>
        </div>
      </div>
    </Dialog>
  )
}
