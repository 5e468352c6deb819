import type { StreamRow, WatchedRun } from "@holdfast/protocol/dashboard"
import { Button } from "@mantine/core"
import { useReducedMotion } from "@mantine/hooks"
import { useRouterState } from "@tanstack/react-router"
import { useMemo, useState } from "react"
import { Notice } from "../parts/notice.tsx"
import { usePageKey } from "../parts/use-page-key.ts"
import { idleSpans } from "./idle-spans.ts"
import { gapWords, noPictureWords } from "./picture-words.ts"
import { lineAt, markFrom, marksOf, momentOf, type PlayedLine, playedLines } from "./played-lines.ts"
import { PlayerBar } from "./player-bar.tsx"
import { PlayerControls } from "./player-controls.tsx"
import { PlayerStage } from "./player-stage.tsx"
import classes from "./recording-view.module.css"
import { TranscriptList } from "./transcript-list.tsx"
import { usePlayback } from "./use-playback.ts"
import { usePlayerKeys } from "./use-player-keys.ts"

interface RecordingViewProps {
  run: WatchedRun
  row: StreamRow
  isRefreshing: boolean
  onRefresh: () => void
}

/** A run as its customer saw it, and in words beside it. What cannot be shown stands there in words alone. */
export function RecordingView({ run, row, ...acts }: RecordingViewProps) {
  const lines = useMemo(() => playedLines(run), [run])
  const { picture, log } = run
  if (picture.kind === "drawn" && log)
    return <PlayedRun run={run} picture={picture} log={log} lines={lines} {...acts} />
  const why = picture.kind === "none" ? picture.why : "unrecorded"
  return (
    <div className={classes.words}>
      <Notice
        tone={why === "unrecorded" ? "calm" : "caution"}
        title={`${noPictureWords(why, row.recording)}.`}
      >
        {lines.length > 0 && "What is known of the session is told in words."}
      </Notice>
      <TranscriptList lines={lines} current={-1} onSeek={null} />
    </div>
  )
}

interface PlayedRunProps extends Omit<RecordingViewProps, "row"> {
  picture: Extract<WatchedRun["picture"], { kind: "drawn" }>
  log: NonNullable<WatchedRun["log"]>
  lines: readonly PlayedLine[]
}

function PlayedRun({ run, picture, log, lines, isRefreshing, onRefresh }: PlayedRunProps) {
  const { href, hash } = useRouterState({ select: ({ location }) => location })
  const isCalm = useReducedMotion(undefined, { getInitialValueInEffect: false })
  const [begin] = useState(() => {
    const at = momentOf(hash, lines)
    // whoever was led to a moment looks at it first
    return { at: at ?? 0, isPlaying: at === null && !isCalm }
  })
  // on a phone a whole window of a desktop says nothing
  const [isCloseUp, setIsCloseUp] = useState(() => innerWidth < 640 && (log.head?.width ?? 0) > innerWidth)
  const turnCloseUp = () => setIsCloseUp((was) => !was)
  const durationMs = log.moves.at(-1)?.[0] ?? 0
  const idle = useMemo(() => idleSpans(log.moves), [log])
  const marks = useMemo(() => marksOf(lines), [lines])
  const playback = usePlayback(durationMs, idle, begin)
  const { at, isPlaying, seek, toggle } = playback
  const toMark = (step: 1 | -1) => seek(markFrom(marks, at, step))
  usePlayerKeys({ playback, durationMs, onMark: toMark })
  usePageKey("z", turnCloseUp)
  const current = lineAt(lines, at)
  const gap = gapWords(run)
  return (
    <div className={classes.player}>
      {gap && (
        <div className={classes.notice}>
          <Notice tone="caution" title={`${gap}.`}>
            What came is played. After a gap the screens are right, and answers may be older ones.
          </Notice>
        </div>
      )}
      {run.recordingState === "running" && (
        <div className={classes.notice}>
          <Notice
            tone="calm"
            title="This session is being recorded."
            action={
              <Button size="xs" variant="default" loading={isRefreshing} onClick={onRefresh}>
                Load what came since
              </Button>
            }
          />
        </div>
      )}
      <div className={classes.picture}>
        <PlayerStage
          picture={picture}
          log={log}
          at={at}
          isPlaying={isPlaying}
          isCloseUp={isCloseUp}
          onToggle={toggle}
        />
        <PlayerBar
          at={at}
          durationMs={durationMs}
          marks={marks}
          says={lines[current]?.text ?? ""}
          onSeek={seek}
        />
        <PlayerControls
          playback={playback}
          durationMs={durationMs}
          hasIdle={idle.length > 0}
          isCloseUp={isCloseUp}
          link={new URL(`${href.replace(/#.*$/, "")}#at=${(at / 1000).toFixed(1)}`, location.origin).href}
          onMark={toMark}
          onCloseUp={turnCloseUp}
        />
      </div>
      <TranscriptList lines={lines} current={current} onSeek={seek} />
    </div>
  )
}
