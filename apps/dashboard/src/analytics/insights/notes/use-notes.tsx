import { can, dayIn } from "@holdfast/protocol"
import { Menu } from "@mantine/core"
import { IconNotes, IconPencilPlus } from "@tabler/icons-react"
import { type ReactNode, useState } from "react"
import type { ShownInsights } from "../../../api/insights.ts"
import { refusalWords } from "../../../parts/role-words.ts"
import { usePlace } from "../../../shell/workspace.ts"
import classes from "./notes.module.css"
import { NotesDialog } from "./notes-dialog.tsx"
import type { NotesStep } from "./notes-step.ts"

/** What is noted beside the figures: the lines of a panel's menu, and the dialog that they open. */
export function useNotes({ overTime, timeZone, asOf }: ShownInsights): {
  menu: ReactNode
  dialog: ReactNode
} {
  const { role } = usePlace().workspace
  const [step, setStep] = useState<NotesStep | null>(null)
  const [first, last] = [overTime.points[0], overTime.points.at(-1)]
  const span = { from: first?.span.from ?? null, to: last?.span.to ?? null }
  const noted = overTime.marks.filter(({ kind }) => kind === "note").length
  const end =
    span.to === null ? new Date(asOf) : new Date(Math.min(Date.parse(span.to) - 1, Date.parse(asOf)))
  const mayWrite = can(role, "flow:edit")
  return {
    menu: (
      <>
        <Menu.Item
          leftSection={<IconPencilPlus size={16} stroke={1.75} />}
          disabled={!mayWrite}
          onClick={() => setStep({ kind: "add" })}
        >
          Add a note…
          {!mayWrite && <span className={classes.why}>{refusalWords("flow:edit", role)}</span>}
        </Menu.Item>
        {noted > 0 && (
          <Menu.Item
            leftSection={<IconNotes size={16} stroke={1.75} />}
            onClick={() => setStep({ kind: "list" })}
          >
            Notes of these days…
          </Menu.Item>
        )}
      </>
    ),
    dialog: (
      <NotesDialog
        step={step}
        onStep={setStep}
        span={span}
        timeZone={timeZone}
        today={dayIn(timeZone, end)}
      />
    ),
  }
}
