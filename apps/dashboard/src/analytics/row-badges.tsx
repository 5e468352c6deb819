import type { StreamRow } from "@holdfast/protocol"
import { IconFlask } from "@tabler/icons-react"
import { Hint } from "../parts/hint.tsx"
import { readableText } from "../parts/readable-text.ts"
import { shorten } from "../parts/shorten.ts"
import { LanguageBadge } from "./language-badge.tsx"
import classes from "./row-badges.module.css"

const modeBadges = { live: null, test: "Test Mode", sandbox: "Sandbox" }

/** The circumstances of a session: mode, flow, language, and the merchant's own handlers. The weakest words of the row. */
export function RowBadges({ session }: { session: StreamRow }) {
  const mode = modeBadges[session.mode]
  const flow = readableText(session.flow.name)
  const overrides = session.overrides.map(readableText).filter((name) => name !== null)
  return (
    <>
      {mode && (
        <span className={classes.badge} data-tone="caution">
          <IconFlask size={12} stroke={1.75} aria-hidden />
          {mode}
        </span>
      )}
      {flow !== null && (
        <span className={classes.badge}>
          <bdi className={classes.text}>{shorten(flow, 200)}</bdi>
        </span>
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
