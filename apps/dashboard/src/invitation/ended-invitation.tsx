import { Link } from "@tanstack/react-router"
import type { Problem } from "../api/problem.ts"
import { Door } from "../sign-in/door.tsx"
import { endedWords } from "./ended-words.ts"
import classes from "./invitation.module.css"

/** A link that lets nobody in. */
export function EndedInvitation({ reason }: { reason: Problem }) {
  const { title, advice, hasWayIn } = endedWords(reason)
  return (
    <Door title={title}>
      <div className={classes.words}>
        <p className={classes.quiet}>{advice}</p>
        {hasWayIn && (
          <p>
            <Link to="/">Continue to Holdfast</Link>
          </p>
        )}
      </div>
    </Door>
  )
}
