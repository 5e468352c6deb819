import type { PlayerAnswer, PlayerMessage } from "@holdfast/protocol/recording"
import { type RefObject, useEffect, useEffectEvent, useRef, useState } from "react"

type Shown = Pick<Extract<PlayerAnswer, { kind: "shown" }>, "width" | "height" | "end" | "isLost">

export type FrameState =
  | { kind: "starting" }
  /** A moment is drawn. */
  | ({ kind: "drawn" } & Shown)
  | { kind: "fault"; sentence: string }

/** A script of a few kilobytes from our own server. */
const patienceMs = 15_000

/**
 * Speaks with the player in a frame: sends it the log once it is there, and then the moment to show, the next one when the last is drawn.
 * It listens to that frame alone.
 * @param load what the player draws, the same object as long as nothing came
 */
export function usePlayerFrame(
  frame: RefObject<HTMLIFrameElement | null>,
  load: Extract<PlayerMessage, { kind: "load" }>,
  at: number,
): FrameState {
  const [state, setState] = useState<FrameState>({ kind: "starting" })
  const talk = useRef<{ isLoaded: boolean; wanted: number; asked: number | null }>({
    ...{ isLoaded: false, wanted: at, asked: null },
  })
  const say = (message: PlayerMessage) => frame.current?.contentWindow?.postMessage(message, "*")
  const show = () => {
    const { isLoaded, wanted, asked } = talk.current
    if (!isLoaded || asked !== null) return
    talk.current.asked = wanted
    say({ kind: "show", at: wanted })
  }
  const hear = useEffectEvent((answer: PlayerAnswer) => {
    if (answer.kind === "ready") say(load)
    else if (answer.kind === "loaded") {
      talk.current = { ...talk.current, isLoaded: true, asked: null }
      show()
    } else if (answer.kind === "fault") setState({ kind: "fault", sentence: answer.sentence })
    else {
      const { width, height, end, isLost } = answer
      setState((before) =>
        before.kind === "drawn" && isSame(before, answer)
          ? before
          : { kind: "drawn", width, height, end, isLost },
      )
      const isBehind = talk.current.asked !== talk.current.wanted
      talk.current.asked = null
      if (isBehind) show()
    }
  })
  useEffect(() => {
    const listen = ({ source, data }: MessageEvent<unknown>) => {
      if (source !== frame.current?.contentWindow) return
      const answer = readAnswer(data)
      if (answer) hear(answer)
    }
    addEventListener("message", listen)
    return () => removeEventListener("message", listen)
  }, [frame])
  const isStarting = state.kind === "starting"
  useEffect(() => {
    if (!isStarting) return
    const sentence = "The player did not start."
    const timer = setTimeout(() => setState({ kind: "fault", sentence }), patienceMs)
    return () => clearTimeout(timer)
  }, [isStarting])
  const moment = useEffectEvent((ms: number) => {
    talk.current.wanted = ms
    show()
  })
  useEffect(() => moment(at), [at])
  const isFirst = useRef(true)
  const loadAnew = useEffectEvent((message: typeof load) => {
    talk.current.isLoaded = false
    say(message)
  })
  // the first is sent when the player says that it is there
  useEffect(() => {
    if (!isFirst.current) loadAnew(load)
    isFirst.current = false
  }, [load])
  return state
}

const isSame = (a: Shown, b: Shown) =>
  a.width === b.width && a.height === b.height && a.end === b.end && a.isLost === b.isLost

/** A player of another build may say more; what it says beside this is for the pages of its time. */
function readAnswer(data: unknown): PlayerAnswer | null {
  if (typeof data !== "object" || data === null || !("kind" in data)) return null
  const said = data as Record<string, unknown>
  switch (said.kind) {
    case "ready":
      return { kind: "ready" }
    case "loaded":
      return { kind: "loaded", durationMs: Number(said.durationMs) }
    case "fault":
      return { kind: "fault", sentence: String(said.sentence).slice(0, 500) }
    case "shown": {
      const pixels = (value: unknown) => Math.min(20_000, Math.max(1, Math.round(Number(value)) || 1))
      return {
        ...{ kind: "shown", at: Number(said.at), isLost: said.isLost === true },
        ...{ width: pixels(said.width), height: pixels(said.height) },
        end: typeof said.end === "string" ? said.end : null,
      }
    }
    default:
      return null
  }
}
