import type { StreamRecording } from "@holdfast/protocol/dashboard"
import { Tooltip } from "@mantine/core"
import { IconPlayerPlay, IconPlayerPlayFilled } from "@tabler/icons-react"
import { Link } from "@tanstack/react-router"
import { Hint } from "../../parts/hint.tsx"
import { useTabIndex } from "../../parts/tab-index.ts"
import { webAddress } from "../../parts/web-address.ts"
import { usePlace } from "../../shell/workspace.ts"
import type { ViewSearch } from "../view/view.ts"
import classes from "./recording-mark.module.css"
import { noRecordingSentence, watchWords } from "./recording-words.ts"
import row from "./stream-row.module.css"

interface RecordingMarkProps {
  sessionId: string
  recording: StreamRecording
  /** The list that one goes on in from there; the one that is shown unless given. */
  list?: ViewSearch | null
}

/**
 * Lit and a link where the session can be watched: to its recording here, or with the name of the host to that of another system. Grey, with
 * the reason, where it cannot.
 */
export function RecordingMark({ sessionId, recording, list }: RecordingMarkProps) {
  const tabIndex = useTabIndex()
  const { mayWatch } = usePlace().workspace
  const lit = `${row.play} ${classes.mark} ${classes.lit}`
  const address = recording.url === null ? null : webAddress(recording.url)
  if (address) {
    const says = `Watch the recording on ${address.host}`
    return (
      <Tooltip label={says}>
        <a
          className={lit}
          href={address.href}
          tabIndex={tabIndex}
          target="_blank"
          rel="noreferrer"
          aria-label={says}
        >
          <IconPlayerPlayFilled size={14} aria-hidden />
        </a>
      </Tooltip>
    )
  }
  const says = mayWatch ? watchWords(recording) : null
  if (says !== null) {
    return (
      <Tooltip label={says}>
        <Link
          className={lit}
          to="/sessions/$sessionId/recording"
          params={{ sessionId: sessionId.toWellFormed() }}
          search={(now) => list ?? now}
          tabIndex={tabIndex}
          aria-label={says}
        >
          <IconPlayerPlayFilled size={14} aria-hidden />
        </Link>
      </Tooltip>
    )
  }
  const reason = noRecordingSentence(recording)
  const why = watchWords(recording) === null ? reason : `${reason}; your role may not watch recordings here`
  return (
    <Hint says={why} label={why} className={`${row.play} ${classes.mark}`}>
      <IconPlayerPlay size={14} stroke={1.5} aria-hidden />
    </Hint>
  )
}
