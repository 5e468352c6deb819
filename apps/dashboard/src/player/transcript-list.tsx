import { memo, useEffect, useId, useRef } from "react"
import { readableText } from "../parts/readable-text.ts"
import { withKeys } from "../parts/with-keys.ts"
import { playTime } from "./play-time.ts"
import type { PlayedLine } from "./played-lines.ts"
import tones from "./tone.module.css"
import classes from "./transcript-list.module.css"

interface TranscriptListProps {
  lines: readonly PlayedLine[]
  /** The line that is played, which stays in sight; -1 for none. */
  current: number
  /** Leads to the moment of a line; null where nothing can be played. */
  onSeek: ((ms: number) => void) | null
}

/** A run in words, which alone tell it. Where it plays, each line leads to its moment. */
export const TranscriptList = memo(function TranscriptList({ lines, current, onSeek }: TranscriptListProps) {
  const id = useId()
  const list = useRef<HTMLOListElement>(null)
  useEffect(() => {
    const item = list.current?.children[current]
    // the list alone scrolls: the page stays where its reader has it
    if (list.current && item instanceof HTMLElement) bringIntoSight(list.current, item)
  }, [current])
  return (
    <section aria-labelledby={id} className={classes.transcript}>
      <h2 id={id} className={classes.title}>
        In words
      </h2>
      {lines.length === 0 ? (
        <p className={classes.none}>Nothing is known of what happened.</p>
      ) : (
        <ol ref={list} className={classes.list}>
          {withKeys(lines).map(({ item: { at, tone, text }, key }, i) => (
            <li key={key} className={classes.item} aria-current={i === current ? "true" : undefined}>
              {at !== null && onSeek ? (
                <button type="button" className={classes.line} onClick={() => onSeek(at)}>
                  <Line at={at} tone={tone} text={text} />
                </button>
              ) : (
                <span className={classes.line}>
                  <Line at={at} tone={tone} text={text} />
                </span>
              )}
            </li>
          ))}
        </ol>
      )}
    </section>
  )
})

function Line({ at, tone, text }: Pick<PlayedLine, "at" | "tone" | "text">) {
  return (
    <>
      <span className={classes.time}>{at === null ? "" : playTime(at)}</span>
      <span className={`${tones.tone} ${classes.dot}`} data-tone={tone} aria-hidden />
      <bdi className={classes.text}>{readableText(text) ?? ""}</bdi>
    </>
  )
}

function bringIntoSight(list: HTMLElement, item: HTMLElement): void {
  const [top, bottom] = [item.offsetTop - list.offsetTop, item.offsetTop - list.offsetTop + item.offsetHeight]
  if (top < list.scrollTop) list.scrollTop = top - 8
  else if (bottom > list.scrollTop + list.clientHeight) list.scrollTop = bottom - list.clientHeight + 8
}
