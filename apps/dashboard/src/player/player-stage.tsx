import type { RunPicture } from "@holdfast/protocol/dashboard"
import type { RecordedLog } from "@holdfast/protocol/recording"
import { useElementSize } from "@mantine/hooks"
import { IconPlayerPlayFilled, IconReload } from "@tabler/icons-react"
import { type CSSProperties, useMemo, useRef } from "react"
import { aroundAt } from "./around-at.ts"
import classes from "./player-stage.module.css"
import { usePlayerFrame } from "./use-player-frame.ts"

interface PlayerStageProps {
  picture: Extract<RunPicture, { kind: "drawn" }>
  log: RecordedLog
  at: number
  isPlaying: boolean
  /** A person looks at the flow closer up: what is beside it is cut off. */
  isCloseUp: boolean
  onToggle: () => void
}

/** The panel of a flow and a little around it, in CSS pixels: it stands in the middle of its window. */
const flowWidth = 560

/**
 * What the customer saw, as large as they had it or as the place allows. The player runs in an origin of its own, and nothing in it can be
 * pressed: a press plays or pauses.
 */
export function PlayerStage({ picture, log, at, isPlaying, isCloseUp, onToggle }: PlayerStageProps) {
  const { ref, width: roomWidth, height: roomHeight } = useElementSize()
  const frame = useRef<HTMLIFrameElement>(null)
  const load = useMemo(
    () => ({
      kind: "load" as const,
      log: { head: log.head, moves: log.moves },
      blueprint: picture.blueprint,
      customer: picture.customer,
      brandImage: picture.brandImage,
    }),
    [log, picture],
  )
  const state = usePlayerFrame(frame, load, at)
  const begun = { width: log.head?.width ?? 1, height: log.head?.height ?? 1 }
  const size = state.kind === "drawn" ? state : begun
  const least = isCloseUp ? Math.min(size.width, flowWidth) : size.width
  const scale = roomWidth === 0 ? 0 : Math.min(1, roomWidth / least, roomHeight / size.height)
  const shown = Math.min(roomWidth, size.width * scale)
  const around = aroundAt(log, at)
  const isAtEnd = at >= (log.moves.at(-1)?.[0] ?? 0)
  const notes = [
    ...(around.isVisible ? [] : ["In another tab or window"]),
    ...(state.kind === "drawn" ? endNotes(state) : []),
  ]
  return (
    <div className={classes.stage}>
      <div
        ref={ref}
        className={classes.room}
        data-close={isCloseUp}
        style={{ "--shape": `${begun.width} / ${begun.height}` } as CSSProperties}
      >
        <div
          className={classes.window}
          data-dark={around.isDark}
          style={
            {
              "--wide": `${size.width}px`,
              "--high": `${size.height}px`,
              "--scale": scale,
              "--shown": `${shown}px`,
            } as CSSProperties
          }
        >
          <iframe
            ref={frame}
            className={classes.frame}
            title="What the customer saw"
            src={picture.player}
            sandbox="allow-scripts"
            inert
          />
          {state.kind === "drawn" && state.end === "closed" && <div className={classes.veil} />}
        </div>
      </div>
      {state.kind === "starting" && (
        <p role="status" className={classes.starting}>
          Loading the player
        </p>
      )}
      {state.kind === "fault" && (
        <p role="alert" className={classes.fault}>
          {`The recording cannot be shown. ${state.sentence} What happened stands in words beside it.`}
        </p>
      )}
      {state.kind === "drawn" && (
        // the button of the controls does the same, for keys and screen readers
        <button type="button" tabIndex={-1} aria-hidden className={classes.press} onClick={onToggle}>
          {!isPlaying && (at === 0 || isAtEnd) && (
            <span className={classes.play}>
              {isAtEnd ? <IconReload size={28} /> : <IconPlayerPlayFilled size={28} />}
            </span>
          )}
        </button>
      )}
      {notes.length > 0 && (
        <p className={classes.notes}>
          {notes.map((note) => (
            <span key={note} className={classes.note}>
              {note}
            </span>
          ))}
        </p>
      )}
    </div>
  )
}

function endNotes({ end, isLost }: { end: string | null; isLost: boolean }): string[] {
  return [
    ...(isLost ? ["The flow has no such step: what is shown is the one before"] : []),
    ...(end === "closed" ? ["Closed the flow"] : []),
    ...(end === "left" ? ["Left the page"] : []),
    ...(end === "stopped" ? ["The recording ends here"] : []),
  ]
}
