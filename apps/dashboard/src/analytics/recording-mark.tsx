import type { StreamRow } from "@holdfast/protocol"
import { Tooltip } from "@mantine/core"
import { IconPlayerPlay, IconPlayerPlayFilled } from "@tabler/icons-react"
import { Hint } from "../parts/hint.tsx"
import classes from "./recording-mark.module.css"
import row from "./stream-row.module.css"

/** Lit and a link where the session can be watched; grey, with the reason, where it cannot. */
export function RecordingMark({ recording }: { recording: StreamRow["recording"] }) {
  const address = recording && webAddress(recording.url)
  if (address) {
    return (
      <Tooltip label="Watch the recording">
        <a
          className={`${row.play} ${classes.mark} ${classes.lit}`}
          href={address}
          target="_blank"
          rel="noreferrer"
          aria-label="Watch the recording"
        >
          <IconPlayerPlayFilled size={14} aria-hidden />
        </a>
      </Tooltip>
    )
  }
  const reason = recording
    ? "The address of this recording cannot be opened"
    : "No recording was made of this session"
  return (
    <Hint says={reason} label={reason} className={`${row.play} ${classes.mark}`}>
      <IconPlayerPlay size={14} stroke={1.5} aria-hidden />
    </Hint>
  )
}

/** Only whole addresses that a browser fetches, and paths of our own; nothing that runs. */
function webAddress(url: string): string | null {
  if (!/^(https?:\/\/|\/)/i.test(url) || !URL.canParse(url, location.origin)) return null
  const { protocol, href } = new URL(url, location.origin)
  return protocol === "https:" || protocol === "http:" ? href : null
}
