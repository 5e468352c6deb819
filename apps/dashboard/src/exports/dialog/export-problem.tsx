import { Button } from "@mantine/core"
import { Problem } from "../../api/problem.ts"
import { Notice } from "../../parts/notice.tsx"
import { problemWords } from "../../parts/problem-words.ts"

interface ExportProblemProps {
  error: Error | null
  /** Takes the list in the background after all. */
  onBackground: () => void
  isPending: boolean
}

/** Why an export did not begin, and the way on where there is one. What was chosen stays. */
export function ExportProblem({ error, onBackground, isPending }: ExportProblemProps) {
  if (!error) return null
  const code = error instanceof Problem ? error.code : ""
  if (code === "export_in_progress") {
    return (
      <Notice tone="caution" role="alert" title="An export is already in progress.">
        Holdfast prepares one at a time for this workspace. What you chose stays here: try again when it is
        done.
      </Notice>
    )
  }
  if (code === "too_many_rows") {
    return (
      <Notice
        tone="caution"
        role="alert"
        title="There are more than 5,000 sessions by now, too many to download at once."
        action={
          <Button variant="default" loading={isPending} onClick={onBackground}>
            Prepare in the background
          </Button>
        }
      >
        What you chose stays as it is.
      </Notice>
    )
  }
  const words = problemWords(error, "start the export")
  return (
    <Notice tone="fault" role="alert" title={words.title} id={words.id}>
      {words.advice} What you chose stays here.
    </Notice>
  )
}
