import type { StreamRow as Row } from "@holdfast/protocol/dashboard"
import { memo } from "react"
import { readableText } from "../../parts/readable-text.ts"
import { TabIndex } from "../../parts/tab-index.ts"
import { type RevealTarget, rowElementId } from "../use-reveal.ts"
import { RecordingMark } from "./recording-mark.tsx"
import { RowAnswers } from "./row-answers.tsx"
import { RowAside } from "./row-aside.tsx"
import { RowBadges } from "./row-badges.tsx"
import { RowOutcome } from "./row-outcome.tsx"
import { RowWho } from "./row-who.tsx"
import classes from "./stream-row.module.css"
import { useRowClick } from "./use-row-click.ts"
import { rowStop } from "./use-row-keys.ts"

interface StreamRowProps {
  session: Row
  /** From 1, among all rows. */
  place: number
  /** How many rows there are; -1 while that is not known. */
  count: number
  /** A reader was just led here. */
  isLit: boolean
  /** Tab stops here and at what stands in the row; the other rows are reached from here by the arrow keys. */
  isTabStop: boolean
  onReach: (sessionId: string) => void
  onReveal: (target: RevealTarget) => boolean
}

/** One session: who, how it ended, why, and in which circumstances. It opens the session's own page. */
export const StreamRow = memo(function StreamRow({ session, isLit, isTabStop, ...row }: StreamRowProps) {
  const click = useRowClick(session.id)
  const who = readableText(session.customer.email) ?? readableText(session.customer.id) ?? "Unknown customer"
  const tabIndex = isTabStop ? 0 : -1
  return (
    <div className={classes.item}>
      <article
        id={rowElementId(session.id)}
        tabIndex={tabIndex}
        data-lit={isLit}
        className={`${classes.row} ${classes.opens}`}
        aria-label={`${who.slice(0, 80)}, ${session.outcomeLabel.slice(0, 80)}`}
        aria-posinset={row.place}
        aria-setsize={row.count}
        onFocus={() => row.onReach(session.id)}
        {...rowStop}
        {...click}
      >
        <TabIndex value={tabIndex}>
          <RecordingMark sessionId={session.id} recording={session.recording} />
          <div className={classes.main}>
            <div className={classes.who}>
              <RowWho customer={session.customer} mode={session.mode} />
              <RowBadges session={session} />
            </div>
            <RowOutcome session={session} />
          </div>
          <RowAside session={session} onReveal={row.onReveal} />
          <RowAnswers followUp={session.followUp} feedback={session.feedback} />
        </TabIndex>
      </article>
    </div>
  )
})
