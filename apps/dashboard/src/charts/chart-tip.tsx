import { type RefObject, useLayoutEffect, useRef } from "react"
import { InlineText } from "../parts/inline-text.tsx"
import { shorten } from "../parts/shorten.ts"
import type { ChartStop } from "./chart-data.ts"
import classes from "./chart-frame.module.css"
import { placeTip } from "./place-tip.ts"

/** What is told of what the cursor is on, beside it. What is drawn there is marked by `data-lit`. */
export function ChartTip({ stop, box }: { stop: ChartStop; box: RefObject<HTMLElement | null> }) {
  const tip = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const [frame, own] = [box.current, tip.current]
    const drawn = frame?.querySelector(`[data-stop="${CSS.escape(stop.key)}"]`)
    if (!frame || !own || !drawn) return
    drawn.setAttribute("data-lit", "true")
    const aim = (drawn.querySelector("[data-aim]") ?? drawn).getBoundingClientRect()
    const { left, top } = placeTip(frame.getBoundingClientRect(), aim, own.getBoundingClientRect())
    own.style.translate = `${left}px ${top}px`
    return () => drawn.removeAttribute("data-lit")
  }, [stop, box])
  return (
    <div ref={tip} className={classes.tip} aria-hidden>
      <p className={classes.title}>
        <InlineText text={shorten(stop.title, 200)} otherwise="without words" />
      </p>
      {stop.lines.map(({ head, says }) => (
        <p key={head} className={classes.line}>
          <span>{head}</span>
          <bdi className="hf-figures">{shorten(says, 200)}</bdi>
        </p>
      ))}
    </div>
  )
}
