import { ActionIcon, Checkbox, Tooltip, UnstyledButton } from "@mantine/core"
import {
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconPlayerSkipBackFilled,
  IconPlayerSkipForwardFilled,
  IconZoomIn,
  IconZoomOut,
} from "@tabler/icons-react"
import type { ReactNode } from "react"
import { CopyButton } from "../parts/copy-button.tsx"
import { playTime } from "./play-time.ts"
import classes from "./player-controls.module.css"
import { type Playback, speeds } from "./use-playback.ts"

interface PlayerControlsProps {
  playback: Playback
  durationMs: number
  hasIdle: boolean
  isCloseUp: boolean
  /** Leads a colleague to this moment. */
  link: string
  onMark: (step: 1 | -1) => void
  onCloseUp: () => void
}

/** What a person does with a run that plays. */
export function PlayerControls({
  playback,
  durationMs,
  hasIdle,
  isCloseUp,
  link,
  onMark,
  onCloseUp,
}: PlayerControlsProps) {
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
            color="teal"
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
          <Checkbox
            size="xs"
            label="Skip idle time"
            checked={skipsIdle}
            onChange={({ currentTarget }) => playback.setSkipsIdle(currentTarget.checked)}
          />
        )}
        <fieldset className={classes.speeds} aria-label="Speed">
          {speeds.map((each) => (
            <UnstyledButton
              key={each}
              className={classes.speed}
              aria-pressed={each === speed}
              onClick={() => playback.setSpeed(each)}
            >
              {each}×
            </UnstyledButton>
          ))}
        </fieldset>
        <Step
          label={isCloseUp ? "Show the whole window" : "Show the flow closer up"}
          keyName="Z"
          onClick={onCloseUp}
        >
          {isCloseUp ? (
            <IconZoomOut size={18} stroke={1.75} aria-hidden />
          ) : (
            <IconZoomIn size={18} stroke={1.75} aria-hidden />
          )}
        </Step>
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
