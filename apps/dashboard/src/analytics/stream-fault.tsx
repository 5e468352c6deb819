import { Button } from "@mantine/core"
import { Notice } from "../parts/notice.tsx"
import { problemWords } from "../parts/problem-words.ts"
import { clockTime } from "../time/exact-time.ts"
import classes from "./stream-fault.module.css"

interface StreamFaultProps {
  error: Error
  /** When the rows on the screen were last true; null when there are none. */
  updatedAt: Date | null
  /** The rows are there, but the next ten could not be had. */
  isMore: boolean
  isTrying: boolean
  onTryAgain: () => void
}

/** What could not be loaded, what is still on the screen, and the way to try again. */
export function StreamFault({ error, updatedAt, isMore, isTrying, onTryAgain }: StreamFaultProps) {
  const words = problemWords(error, isMore ? "load more sessions" : "load the sessions")
  const kept = updatedAt === null ? "" : ` What you see is from ${clockTime(updatedAt)}.`
  return (
    <div className={classes.fault}>
      <Notice
        tone={updatedAt === null ? "fault" : "caution"}
        role={updatedAt === null || isMore ? "alert" : "status"}
        title={words.title}
        id={words.id}
        action={
          <Button variant="default" loading={isTrying} onClick={onTryAgain}>
            Try again
          </Button>
        }
      >
        {words.advice}
        {kept}
      </Notice>
    </div>
  )
}
