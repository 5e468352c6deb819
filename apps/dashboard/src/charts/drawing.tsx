import type { ReactNode } from "react"
import { spokenName } from "./chart-data.ts"

/** A picture of so many pixels, which shrinks with its place in print. */
export function Drawing({ width, height, children }: { width: number; height: number; children: ReactNode }) {
  return (
    <svg role="presentation" width={width} height={height} viewBox={`0 0 ${width} ${height}`}>
      {children}
    </svg>
  )
}

interface DrawnStopProps {
  /** Of the stop that the cursor finds here. */
  stop: string
  href: string | null
  /** What the link is called. */
  label: string
  children: ReactNode
}

/** What the cursor stops at, in a drawing: a link where it leads somewhere. Tab passes it by, since the arrow keys do not. */
export function DrawnStop({ stop, href, label, children }: DrawnStopProps) {
  return href ? (
    <a data-stop={stop} href={href} tabIndex={-1} aria-label={spokenName(label)}>
      {children}
    </a>
  ) : (
    <g data-stop={stop}>{children}</g>
  )
}

interface ListedStopProps {
  stop: string
  href: string | null
  className: string | undefined
  /** There are too few sessions to trust what it says. */
  isFew?: boolean
  children: ReactNode
}

/** The same in a list or a table, where its name is what stands in it. */
export function ListedStop({ stop, href, className, isFew, children }: ListedStopProps) {
  const shared = { "data-stop": stop, "data-few": isFew, className }
  return href ? (
    <a {...shared} href={href} tabIndex={-1}>
      {children}
    </a>
  ) : (
    <span {...shared}>{children}</span>
  )
}
