import { can } from "@holdfast/protocol"
import type { GoalFigure } from "@holdfast/protocol/dashboard"
import { ActionIcon } from "@mantine/core"
import { IconFlag } from "@tabler/icons-react"
import { useState } from "react"
import type { ShownInsights } from "../../../api/insights.ts"
import { usePlace } from "../../../shell/workspace.ts"
import { GoalDialog } from "./goal-dialog.tsx"

interface GoalButtonProps {
  /** Of the figure that it stands beside. */
  name: string
  figure: GoalFigure
  insights: ShownInsights
}

/** Beside a figure of the headline: its goal is set, changed and taken away. Who may not, or where none can be, finds no button. */
export function GoalButton({ name, figure, insights }: GoalButtonProps) {
  const { role } = usePlace().workspace
  const [isOpen, setIsOpen] = useState(false)
  const { goals } = insights
  if (!goals?.of || !can(role, "flow:edit")) return null
  const has = goals.list.some((goal) => goal.figure === figure)
  return (
    <>
      <ActionIcon
        size={24}
        aria-label={`${has ? "Change the goal" : "Set a goal"}: ${name}`}
        onClick={() => setIsOpen(true)}
      >
        <IconFlag size={14} stroke={1.75} />
      </ActionIcon>
      <GoalDialog figures={[figure]} insights={insights} isOpen={isOpen} onClose={() => setIsOpen(false)} />
    </>
  )
}
