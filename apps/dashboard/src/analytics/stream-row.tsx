import type { StreamRow as Row } from "@holdfast/protocol"
import { useNavigate } from "@tanstack/react-router"
import { type KeyboardEvent, memo } from "react"
import { readableText } from "../parts/readable-text.ts"
import { keepWorkspace } from "../shell/keep-workspace.ts"
import { RecordingMark } from "./recording-mark.tsx"
import { RowAnswers } from "./row-answers.tsx"
import { RowAside } from "./row-aside.tsx"
import { RowBadges } from "./row-badges.tsx"
import { RowOutcome } from "./row-outcome.tsx"
import { RowWho } from "./row-who.tsx"
import classes from "./stream-row.module.css"
import { type RevealTarget, rowElementId } from "./use-reveal.ts"

interface StreamRowProps {
  session: Row
  /** A reader was just led here. */
  isLit: boolean
  onReveal: (target: RevealTarget) => boolean
}

/** One session: who, how it ended, why, and in which circumstances. Enter on it opens the session's own page. */
export const StreamRow = memo(function StreamRow({ session, isLit, onReveal }: StreamRowProps) {
  const navigate = useNavigate()
  const who = readableText(session.customer.email) ?? readableText(session.customer.id) ?? "Unknown customer"
  const open = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.target !== event.currentTarget) return
    void navigate({ to: "/sessions/$sessionId", params: { sessionId: session.id }, search: keepWorkspace })
  }
  return (
    <li className={classes.item} data-lit={isLit}>
      <article
        id={rowElementId(session.id)}
        tabIndex={-1}
        className={classes.row}
        aria-label={`${who.slice(0, 80)}, ${session.outcomeLabel.slice(0, 80)}`}
        onKeyDown={open}
      >
        <RecordingMark recording={session.recording} />
        <div className={classes.main}>
          <div className={classes.who}>
            <RowWho customer={session.customer} mode={session.mode} />
            <RowBadges session={session} />
          </div>
          <RowOutcome session={session} />
        </div>
        <RowAside session={session} onReveal={onReveal} />
        <RowAnswers followUp={session.followUp} feedback={session.feedback} />
      </article>
    </li>
  )
})
