import type { SessionPage } from "@holdfast/protocol/dashboard"
import { ClampedText } from "../parts/clamped-text.tsx"
import { PageSection } from "../parts/page-section.tsx"
import { readableText } from "../parts/readable-text.ts"
import classes from "./session-answers.module.css"

/** What the customer said: the survey choice, the follow-up, and the feedback. Nothing where they said nothing. */
export function SessionAnswers({ page: { row, facts } }: { page: SessionPage }) {
  const choice = readableText(row.surveyChoice)
  const question = readableText(facts.followupQuestion)
  const answer = readableText(facts.followupResponse)
  const feedback = readableText(row.feedback)
  if (choice === null && question === null && answer === null && feedback === null) return null
  return (
    <PageSection title="Answers">
      <div className={classes.answers}>
        {choice !== null && (
          <div>
            <ClampedText lead="Reason:" text={choice} label="reason" />
          </div>
        )}
        {(question !== null || answer !== null) && (
          <div>
            <ClampedText lead={question ?? "Follow-up:"} text={answer ?? "Not answered"} label="answer" />
          </div>
        )}
        {feedback !== null && (
          <div>
            <ClampedText lead="Feedback:" text={feedback} label="feedback" />
          </div>
        )}
      </div>
    </PageSection>
  )
}
