import { useEffect, useMemo, useReducer } from "react"
import { type IdleSpan, pastIdle } from "./idle-spans.ts"

export const speeds = [0.5, 1, 2, 4] as const
export type Speed = (typeof speeds)[number]

export interface PlaybackState {
  /** Milliseconds since the run began. */
  at: number
  isPlaying: boolean
  speed: Speed
  skipsIdle: boolean
}

export interface Playback extends PlaybackState {
  /** Plays or pauses; at its end it begins anew. */
  toggle(): void
  pause(): void
  /** To a moment; beyond the beginning or the end, to that. */
  seek(ms: number): void
  setSpeed(speed: Speed): void
  setSkipsIdle(skips: boolean): void
}

type Act =
  | { kind: "tick"; ms: number }
  | { kind: "toggle" | "pause" }
  | { kind: "seek"; ms: number }
  | { kind: "set"; change: Partial<Pick<PlaybackState, "speed" | "skipsIdle">> }

/** What becomes of a playback; without a clock, for whoever brings one. */
export const playbackReducer =
  (durationMs: number, idle: readonly IdleSpan[]) =>
  (state: PlaybackState, act: Act): PlaybackState => {
    switch (act.kind) {
      case "tick": {
        const reached = state.at + act.ms * state.speed
        const at = Math.min(durationMs, state.skipsIdle ? pastIdle(idle, reached) : reached)
        return { ...state, at, isPlaying: at < durationMs }
      }
      case "toggle":
        if (state.isPlaying) return { ...state, isPlaying: false }
        return { ...state, isPlaying: true, at: state.at >= durationMs ? 0 : state.at }
      case "pause":
        return { ...state, isPlaying: false }
      case "seek":
        return { ...state, at: Math.min(durationMs, Math.max(0, act.ms)) }
      case "set":
        return { ...state, ...act.change }
    }
  }

/** The clock of a player. */
export function usePlayback(
  durationMs: number,
  idle: readonly IdleSpan[],
  begin: Pick<PlaybackState, "at" | "isPlaying">,
): Playback {
  const reducer = useMemo(() => playbackReducer(durationMs, idle), [durationMs, idle])
  const [state, act] = useReducer(reducer, { ...begin, speed: 1, skipsIdle: true })
  const { isPlaying } = state
  useEffect(() => {
    if (!isPlaying) return
    let last = performance.now()
    let frame = requestAnimationFrame(function tick(now) {
      // a tab that was away goes on where it was left
      act({ kind: "tick", ms: Math.min(now - last, 250) })
      last = now
      frame = requestAnimationFrame(tick)
    })
    return () => cancelAnimationFrame(frame)
  }, [isPlaying])
  const acts = useMemo(
    () => ({
      toggle: () => act({ kind: "toggle" }),
      pause: () => act({ kind: "pause" }),
      seek: (ms: number) => act({ kind: "seek", ms }),
      setSpeed: (speed: Speed) => act({ kind: "set", change: { speed } }),
      setSkipsIdle: (skipsIdle: boolean) => act({ kind: "set", change: { skipsIdle } }),
    }),
    [],
  )
  return { ...state, ...acts }
}
