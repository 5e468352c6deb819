import { VisuallyHidden } from "@mantine/core"
import {
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  type ReactNode,
  useId,
  useMemo,
  useRef,
  useState,
} from "react"
import { readAloud } from "./chart-data.ts"
import classes from "./chart-frame.module.css"
import { ChartTip } from "./chart-tip.tsx"
import { isElsewhere, useFollow } from "./use-follow.ts"
import { useWidth } from "./use-width.ts"
import { type StopGroups, walk } from "./walk.ts"

interface ChartFrameProps {
  /** What the chart shows, for who cannot see it. */
  label: string
  /** What the arrow keys walk. What is drawn of a stop carries its key as `data-stop`. */
  groups: StopGroups
  /** Draws into so many pixels; null where there is nothing to draw. It must not change with what the cursor is on. */
  draw: ((width: number) => ReactNode) | null
}

/**
 * Around every chart: its width, the cursor of its arrow keys and its pointer, what is told there, and its links. Tab stops
 * once, Enter follows, Escape lets go.
 */
export function ChartFrame({ label, groups, draw }: ChartFrameProps) {
  const box = useRef<HTMLDivElement>(null)
  const width = useWidth(box)
  const helpId = useId()
  const follow = useFollow()
  const [at, setAt] = useState<{ key: string; isByKeys: boolean } | null>(null)
  const stop = at ? groups.flat().find(({ key }) => key === at.key) : undefined
  const drawn = useMemo(() => (draw && width > 0 ? draw(width) : null), [draw, width])

  if (!draw) return <p className={classes.nothing}>There is nothing to draw here.</p>

  const press = (event: KeyboardEvent) => {
    if (event.key === "Enter" && stop?.href && event.target === box.current) {
      event.preventDefault()
      if (isElsewhere(event)) window.open(stop.href, "_blank", "noopener")
      else follow(stop.href)
      return
    }
    if (event.key === "Escape" && at) {
      event.stopPropagation()
      return setAt(null)
    }
    if (isElsewhere(event)) return
    const next = walk(groups, at?.key ?? null, event.key)
    if (next === null) return
    event.preventDefault()
    setAt({ key: next, isByKeys: true })
  }

  const point = ({ target }: PointerEvent) => {
    const key = target instanceof Element && target.closest("[data-stop]")?.getAttribute("data-stop")
    if (key) setAt({ key, isByKeys: false })
    else if (at && !at.isByKeys) setAt(null)
  }

  const click = (event: MouseEvent) => {
    const link = event.target instanceof Element ? event.target.closest("a[href]") : null
    const href = link?.getAttribute("href")
    if (!href?.startsWith("/") || event.button !== 0 || isElsewhere(event)) return
    event.preventDefault()
    follow(href)
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is of a form
    <div
      ref={box}
      role="group"
      aria-roledescription="chart"
      aria-label={label}
      aria-describedby={helpId}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys walk what is in it
      tabIndex={0}
      className={classes.frame}
      onKeyDown={press}
      onPointerOver={point}
      onPointerLeave={() => at && !at.isByKeys && setAt(null)}
      onBlur={() => setAt(null)}
      onClick={click}
    >
      {drawn}
      <VisuallyHidden id={helpId}>
        Arrow keys walk the points, Enter opens the sessions behind one.
      </VisuallyHidden>
      <VisuallyHidden aria-live="polite">{stop && at?.isByKeys && readAloud(stop)}</VisuallyHidden>
      {stop && <ChartTip stop={stop} box={box} />}
    </div>
  )
}
