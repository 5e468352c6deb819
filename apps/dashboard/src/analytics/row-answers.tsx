import type { StreamRow } from "@holdfast/protocol"
import { ClampedText } from "../parts/clamped-text.tsx"
import { readableText } from "../parts/readable-text.ts"
import classes from "./row-answers.module.css"

/** What the customer wrote: the follow-up question with its answer, and the feedback. Nothing where they wrote nothing. */
export function RowAnswers({ followUp, feedback }: Pick<StreamRow, "followUp" | "feedback">) {
  const question = readableText(followUp?.question)
  const answer = readableText(followUp?.response)
  const words = readableText(feedback)
  if (answer === null && words === null) return null
  return (
    <dl className={classes.answers}>
      {answer !== null && (
        <div>
          <dt className={classes.question} dir="auto">
            {question ?? "Follow-up"}
          </dt>
          <dd className={classes.answer}>
            <ClampedText text={answer} label="answer" />
          </dd>
        </div>
      )}
      {words !== null && (
        <div>
          <dt className={classes.caption}>Feedback:</dt>
          <dd className={classes.answer}>
            <ClampedText text={words} label="feedback" />
          </dd>
        </div>
      )}
    </dl>
  )
}
