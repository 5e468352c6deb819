import type { StreamRow } from "@holdfast/protocol/dashboard"
import { ClampedText } from "../../parts/clamped-text.tsx"
import { readableText } from "../../parts/readable-text.ts"
import classes from "./row-answers.module.css"

/** What the customer wrote: the follow-up question with its answer, and the feedback. Nothing where they wrote nothing. */
export function RowAnswers({ followUp, feedback }: Pick<StreamRow, "followUp" | "feedback">) {
  const question = readableText(followUp?.question)
  const answer = readableText(followUp?.response)
  const words = readableText(feedback)
  if (answer === null && words === null) return null
  return (
    <div className={classes.answers}>
      {answer !== null && (
        <div>
          <ClampedText lead={question ?? "Follow-up:"} text={answer} label="answer" />
        </div>
      )}
      {words !== null && (
        <div>
          <ClampedText lead="Feedback:" text={words} label="feedback" />
        </div>
      )}
    </div>
  )
}
