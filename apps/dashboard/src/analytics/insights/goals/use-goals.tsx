import { can } from "@holdfast/protocol"
import type { GoalFigure } from "@holdfast/protocol/dashboard"
import { Menu } from "@mantine/core"
import { IconFlag } from "@tabler/icons-react"
import { type ReactNode, useState } from "react"
import type { ShownInsights } from "../../../api/insights.ts"
import { refusalWords } from "../../../parts/role-words.ts"
import { usePlace } from "../../../shell/workspace.ts"
import notes from "../notes/notes.module.css"
import { GoalDialog } from "./goal-dialog.tsx"

/** The goals of a panel's figures: the line of its menu, and the dialog that it opens. */
export function useGoals(
  insights: ShownInsights,
  figures: readonly GoalFigure[],
): { menu: ReactNode; dialog: ReactNode } {
  const { role } = usePlace().workspace
  const [isOpen, setIsOpen] = useState(false)
  const { goals } = insights
  // of a server that does not know goals yet
  if (!goals) return { menu: null, dialog: null }
  const why = !can(role, "flow:edit")
    ? refusalWords("flow:edit", role)
    : goals.of
      ? null
      : "A goal is of all live sessions, or of a shared view: share these filters as a view first."
  const has = goals.list.some(({ figure }) => figures.includes(figure))
  return {
    menu: (
      <Menu.Item
        leftSection={<IconFlag size={16} stroke={1.75} />}
        disabled={why !== null}
        onClick={() => setIsOpen(true)}
      >
        {has ? "Change the goal…" : "Set a goal…"}
        {why !== null && <span className={notes.why}>{why}</span>}
      </Menu.Item>
    ),
    dialog: (
      <GoalDialog figures={figures} insights={insights} isOpen={isOpen} onClose={() => setIsOpen(false)} />
    ),
  }
}
