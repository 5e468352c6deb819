import { Button } from "@mantine/core"
import { Notice } from "./notice.tsx"
import classes from "./page-fault.module.css"
import { problemWords } from "./problem-words.ts"

interface PageFaultProps {
  error: Error
  /** Finishes "could not …", such as "load the session". */
  what: string
  /** What is on the screen is older; the page stays. */
  isStale: boolean
  isTrying: boolean
  /** In a panel, whose space it keeps to. */
  isSmall?: boolean
  onTryAgain: () => void
}

/** What could not be loaded, and the way to try again. */
export function PageFault({ error, what, isStale, isTrying, isSmall = false, onTryAgain }: PageFaultProps) {
  const words = problemWords(error, what)
  return (
    <div className={isSmall ? undefined : classes.fault}>
      <Notice
        tone={isStale ? "caution" : "fault"}
        role={isStale ? "status" : "alert"}
        title={words.title}
        id={words.id}
        action={
          <Button {...(isSmall && { size: "xs" })} variant="default" loading={isTrying} onClick={onTryAgain}>
            Try again
          </Button>
        }
      >
        {words.advice}
        {isStale && " What you see is what was known before."}
      </Notice>
    </div>
  )
}
