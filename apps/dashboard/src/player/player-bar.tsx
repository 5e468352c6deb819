import { Tooltip } from "@mantine/core"
import type { CSSProperties } from "react"
import { withKeys } from "../parts/with-keys.ts"
import { playTime } from "./play-time.ts"
import type { Mark } from "./played-lines.ts"
import classes from "./player-bar.module.css"
import tones from "./tone.module.css"

interface PlayerBarProps {
  at: number
  durationMs: number
  marks: readonly Mark[]
  /** What happens at the moment, in words. */
  says: string
  onSeek: (ms: number) => void
}

/** The time of a run: a slider, and above it a mark for what happened. The mark under the pointer says its words. */
export function PlayerBar({ at, durationMs, marks, says, onSeek }: PlayerBarProps) {
  const part = (ms: number) => (durationMs === 0 ? 0 : (100 * ms) / durationMs)
  return (
    <div className={classes.bar}>
      {/* the transcript says the same in order, and leads there */}
      <div className={classes.marks} aria-hidden>
        {withKeys(marks).map(({ item: mark, key }) => (
          <Tooltip key={key} label={`${playTime(mark.at)} ${mark.text}`} multiline maw={320}>
            <span
              className={`${tones.tone} ${classes.mark}`}
              data-tone={mark.tone}
              data-past={mark.at <= at}
              style={{ left: `${part(mark.at)}%` }}
              onPointerDown={() => onSeek(mark.at)}
            />
          </Tooltip>
        ))}
      </div>
      <input
        type="range"
        className={classes.range}
        style={{ "--done": `${part(at)}%` } as CSSProperties}
        aria-label="Time"
        aria-valuetext={`${playTime(at)} of ${playTime(durationMs)}. ${says}`}
        min={0}
        max={Math.max(1, durationMs)}
        step={1}
        value={Math.round(at)}
        onChange={({ currentTarget }) => onSeek(Number(currentTarget.value))}
      />
    </div>
  )
}
