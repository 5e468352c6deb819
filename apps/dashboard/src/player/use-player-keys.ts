import { useEffect, useEffectEvent } from "react"
import type { Playback } from "./use-playback.ts"
import { speeds } from "./use-playback.ts"

interface PlayerKeys {
  playback: Playback
  durationMs: number
  onMark: (step: 1 | -1) => void
}

/** So far the arrow keys go, and J and L. */
const stepMs = 5000
const farMs = 10_000

/**
 * The keys of a player, from anywhere on the page: a field that is typed in keeps its own, and so does a button its space.
 * `shell/key-list.tsx` lists them.
 */
export function usePlayerKeys({ playback, durationMs, onMark }: PlayerKeys): void {
  const act = useEffectEvent((key: string): boolean => {
    const { at, seek, toggle, setSpeed } = playback
    const speed = /^[1-4]$/.test(key) ? speeds[Number(key) - 1] : undefined
    if (speed !== undefined) setSpeed(speed)
    else if (key === " " || key === "k") toggle()
    else if (key === "ArrowLeft") seek(at - stepMs)
    else if (key === "ArrowRight") seek(at + stepMs)
    else if (key === "j") seek(at - farMs)
    else if (key === "l") seek(at + farMs)
    else if (key === "Home") seek(0)
    else if (key === "End") seek(durationMs)
    else if (key === "[") onMark(-1)
    else if (key === "]") onMark(1)
    else return false
    return true
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.defaultPrevented
      if (isPlain && !isTaken(event) && act(event.key)) event.preventDefault()
    }
    document.addEventListener("keydown", listen)
    return () => document.removeEventListener("keydown", listen)
  }, [])
}

const takers = "input:not([type=range]):not([type=checkbox]), textarea, select, [role=dialog], [role=menu]"
const pressed = "button, a, summary, input[type=checkbox], [role=switch]"

function isTaken({ target, key }: KeyboardEvent): boolean {
  if (!(target instanceof Element)) return false
  return target.closest(key === " " ? `${pressed}, ${takers}` : takers) !== null
}
