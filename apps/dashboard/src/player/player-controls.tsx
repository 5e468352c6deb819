import { ActionIcon, SegmentedControl, Switch, Tooltip } from "@mantine/core"
import {
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconPlayerSkipBackFilled,
  IconPlayerSkipForwardFilled,
} from "@tabler/icons-react"
import type { ReactNode } from "react"
import { CopyButton } from "../parts/copy-button.tsx"
import { playTime } from "./play-time.ts"
import classes from "./player-controls.module.css"
import { type Playback, type Speed, speeds } from "./use-playback.ts"

interface PlayerControlsProps {
  playback: Playback
  durationMs: number
  hasIdle: boolean
  /** Leads a colleague to this moment. */
  link: string
  onMark: (step: 1 | -1) => void
}

const speedChoices = speeds.map((speed) => ({ value: String(speed), label: `${speed}×` }))

/** What a person does with a run that plays. */
export function PlayerControls({ playback, durationMs, hasIdle, link, onMark }: PlayerControlsProps) {
  const { at, isPlaying, speed, skipsIdle } = playback
  const Icon = isPlaying ? IconPlayerPauseFilled : IconPlayerPlayFilled
  return (
    <div className={classes.controls}>
      <div className={classes.group}>
        <Step label="To the mark before" keyName="[" onClick={() => onMark(-1)}>
          <IconPlayerSkipBackFilled size={16} aria-hidden />
        </Step>
        <Tooltip label={isPlaying ? "Pause (space)" : "Play (space)"}>
          <ActionIcon
            size={36}
            variant="filled"
            aria-label={isPlaying ? "Pause" : "Play"}
            onClick={playback.toggle}
          >
            <Icon size={18} aria-hidden />
          </ActionIcon>
        </Tooltip>
        <Step label="To the next mark" keyName="]" onClick={() => onMark(1)}>
          <IconPlayerSkipForwardFilled size={16} aria-hidden />
        </Step>
        <span className={classes.time}>
          {playTime(at)} <span className={classes.whole}>/ {playTime(durationMs)}</span>
        </span>
        <CopyButton text={link} what="link to this moment" />
      </div>
      <div className={classes.group}>
        {hasIdle && (
          <Switch
            size="xs"
            label="Skip idle time"
            checked={skipsIdle}
            onChange={({ currentTarget }) => playback.setSkipsIdle(currentTarget.checked)}
          />
        )}
        <SegmentedControl
          size="xs"
          aria-label="Speed"
          data={speedChoices}
          value={String(speed)}
          onChange={(value) => playback.setSpeed(Number(value) as Speed)}
        />
      </div>
    </div>
  )
}

function Step({
  label,
  keyName,
  onClick,
  children,
}: {
  label: string
  keyName: string
  onClick: () => void
  children: ReactNode
}) {
  return (
    <Tooltip label={`${label} (${keyName})`}>
      <ActionIcon size={32} aria-label={label} onClick={onClick}>
        {children}
      </ActionIcon>
    </Tooltip>
  )
}
