import type { AbTest } from "@holdfast/protocol/dashboard"
import type { AbTestState } from "@holdfast/protocol/flow"
import { ActionIcon, Button, Menu } from "@mantine/core"
import { IconDots } from "@tabler/icons-react"
import { useState } from "react"
import type { AbTestAct } from "../api/ab-tests.ts"
import classes from "./ab-tests.module.css"
import { ActDialog } from "./act-dialog.tsx"
import { WinnerDialog } from "./winner-dialog.tsx"

interface AbTestActsProps {
  test: AbTest
  /** The plan is to be changed. */
  onChange: () => void
}

/** What a test in this state asks for first, and what else can be done with it. */
const acts: Record<AbTestState, { first: AbTestAct | "winner" | null; others: AbTestAct[] }> = {
  draft: { first: "start", others: ["abandon"] },
  enrolling: { first: null, others: ["pause", "complete", "abandon"] },
  paused: { first: "resume", others: ["complete", "abandon"] },
  tracking: { first: null, others: ["complete", "abandon"] },
  awaiting_decision: { first: "winner", others: ["abandon"] },
  completed: { first: null, others: [] },
  abandoned: { first: null, others: [] },
}

export const actLabels: Record<AbTestAct, string> = {
  start: "Start the test",
  pause: "Pause",
  resume: "Resume",
  complete: "End it early",
  abandon: "Give it up",
}

/** The buttons of a test. Each opens a dialog that says what it means for customers. */
export function AbTestActs({ test, onChange }: AbTestActsProps) {
  /** The dialog keeps its words while it closes. */
  const [act, setAct] = useState<AbTestAct>("start")
  const [open, setOpen] = useState<"act" | "winner" | null>(null)
  const { first, others } = acts[test.state]
  const ask = (next: AbTestAct) => {
    setAct(next)
    setOpen("act")
  }
  return (
    <div className={classes.acts}>
      {test.state === "draft" && (
        <Button variant="default" onClick={onChange}>
          Change the plan
        </Button>
      )}
      {test.state === "enrolling" && (
        <Button variant="default" onClick={() => ask("pause")}>
          Pause…
        </Button>
      )}
      {first === "winner" && <Button onClick={() => setOpen("winner")}>Choose the winner…</Button>}
      {first !== null && first !== "winner" && (
        <Button onClick={() => ask(first)}>{actLabels[first]}…</Button>
      )}
      {others.length > 0 && (
        <Menu position="bottom-end" width={176}>
          <Menu.Target>
            <ActionIcon size={36} aria-label="More">
              <IconDots size={18} stroke={1.75} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {others
              .filter((each) => each !== "pause")
              .map((each) => (
                <Menu.Item key={each} onClick={() => ask(each)}>
                  {actLabels[each]}…
                </Menu.Item>
              ))}
          </Menu.Dropdown>
        </Menu>
      )}
      <ActDialog test={test} act={act} isOpen={open === "act"} onClose={() => setOpen(null)} />
      <WinnerDialog test={test} isOpen={open === "winner"} onClose={() => setOpen(null)} />
    </div>
  )
}
