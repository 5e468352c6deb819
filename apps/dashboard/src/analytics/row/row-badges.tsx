import type { StreamRow } from "@holdfast/protocol/dashboard"
import { Hint } from "../../parts/hint.tsx"
import { readableText } from "../../parts/readable-text.ts"
import { FlowBadge } from "./flow-badge.tsx"
import { LanguageBadge } from "./language-badge.tsx"
import { ModeBadge } from "./mode-badge.tsx"
import classes from "./row-badges.module.css"

/** The circumstances of a session: mode, flow, language, the merchant's own handlers, and whether anybody confirmed the decision. The weakest words of the row. */
export function RowBadges({ session }: { session: StreamRow }) {
  const overrides = session.overrides.map(readableText).filter((name) => name !== null)
  return (
    <>
      <ModeBadge mode={session.mode} />
      <FlowBadge flow={session.flow} />
      {session.isAsked && (
        <Hint
          says="The customer decided so, and neither the page nor the billing has answered yet. It counts."
          className={classes.badge}
        >
          Asked, not confirmed
        </Hint>
      )}
      {!session.isVerified && (
        <Hint says="Sent without a proof of the customer (analytics mode)" className={classes.badge}>
          Unverified
        </Hint>
      )}
      {session.language && <LanguageBadge language={session.language} />}
      {overrides.length > 0 && (
        <Hint says={`Your own code ran: ${overrides.join(", ")}`} className={classes.badge}>
          Override Present
        </Hint>
      )}
    </>
  )
}
