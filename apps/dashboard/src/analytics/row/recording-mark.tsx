import type { StreamRecording } from "@holdfast/protocol/dashboard"
import { Tooltip } from "@mantine/core"
import { IconPlayerPlay, IconPlayerPlayFilled } from "@tabler/icons-react"
import { Hint } from "../../parts/hint.tsx"
import { useTabIndex } from "../../parts/tab-index.ts"
import { webAddress } from "../../parts/web-address.ts"
import classes from "./recording-mark.module.css"
import { noRecordingSentence } from "./recording-words.ts"
import row from "./stream-row.module.css"

/** Lit and a link, with its host, where the session can be watched; grey, with the reason, where it cannot. */
export function RecordingMark({ recording }: { recording: StreamRecording }) {
  const tabIndex = useTabIndex()
  const address = recording.url === null ? null : webAddress(recording.url)
  if (address) {
    const says = `Watch the recording on ${address.host}`
    return (
      <Tooltip label={says}>
        <a
          className={`${row.play} ${classes.mark} ${classes.lit}`}
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
  const reason = noRecordingSentence(recording)
  return (
    <Hint says={reason} label={reason} className={`${row.play} ${classes.mark}`}>
      <IconPlayerPlay size={14} stroke={1.5} aria-hidden />
    </Hint>
  )
}
