import type { GoalFigure } from "@holdfast/protocol/dashboard"
import { useQueryClient } from "@tanstack/react-query"
import type { ShownInsights } from "../../../api/insights.ts"
import { Dialog } from "../../../parts/dialog.tsx"
import { GoalForm } from "./goal-form.tsx"

interface GoalDialogProps {
  /** Which of them may be chosen. */
  figures: readonly GoalFigure[]
  insights: ShownInsights
  isOpen: boolean
  onClose: () => void
}

/** Sets the goal of a figure, and takes it away. What was done is beside the figure at once. */
export function GoalDialog({ figures, insights, isOpen, onClose }: GoalDialogProps) {
  const queries = useQueryClient()
  const onDone = async () => {
    await queries.invalidateQueries({ queryKey: ["insights"] })
    onClose()
  }
  return (
    <Dialog title="Goal" isOpen={isOpen} onClose={onClose}>
      <GoalForm figures={figures} insights={insights} onDone={onDone} onClose={onClose} />
    </Dialog>
  )
}
