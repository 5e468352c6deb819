import { useCallback, useId, useMemo } from "react"
import { type ChartData, type ChartStop, stopOf } from "./chart-data.ts"
import { ChartFrame } from "./chart-frame.tsx"
import { Drawing, DrawnStop } from "./drawing.tsx"
import { fitText } from "./fit-text.ts"
import { layRibbons, type Place, type SankeyNode, type SankeyRow } from "./lay-ribbons.ts"
import classes from "./sankey.module.css"
import { shadeColor } from "./shade.ts"

export interface SankeyProps {
  /** What it shows, for who cannot see it. */
  label: string
  data: ChartData<SankeyRow>
  nodes: readonly SankeyNode[]
  /** How a width is said: `120 sessions`, `$1,204.00`. */
  says: (value: number) => string
}

/** Where streams come from and where they go, as wide as they are. Each place and each stream leads to its sessions. */
export function Sankey({ label, data, nodes, says }: SankeyProps) {
  const id = useId()
  const groups = useMemo(() => groupsOf(data, nodes, says), [data, nodes, says])
  const draw = useCallback(
    (width: number) => {
      const laid = layRibbons(data.rows, nodes, width)
      return (
        <Drawing width={width} height={laid.height}>
          {laid.ribbons.map(({ row, path, thickness, from, to }, nth) => {
            const shape = (
              <path data-aim d={path} strokeWidth={Math.max(1, thickness)} stroke={`url(#${id}-${nth})`} />
            )
            return (
              <g key={row.key} className={classes.ribbon}>
                <linearGradient id={`${id}-${nth}`} gradientUnits="userSpaceOnUse" x1={from.x1} x2={to.x0}>
                  <stop offset="0" style={{ stopColor: shadeColor(from.node.shade) }} />
                  <stop offset="1" style={{ stopColor: shadeColor(to.node.shade) }} />
                </linearGradient>
                <DrawnStop stop={row.key} href={row.href} label={`${row.label}: ${says(row.value)}`}>
                  {shape}
                </DrawnStop>
              </g>
            )
          })}
          {laid.places.map((place) => (
            <PlaceBar key={place.node.key} place={place} says={says} />
          ))}
        </Drawing>
      )
    },
    [data, nodes, says, id],
  )
  return <ChartFrame label={label} groups={groups} draw={groups.length > 0 ? draw : null} />
}

/** A place, and beside it its name, which leads where the place leads but is no part of what the link is called. */
function PlaceBar({ place, says }: { place: Place; says: (value: number) => string }) {
  const { node, x0, x1, y0, y1, value, room, isLast } = place
  const name = fitText(node.label, room)
  const height = Math.max(1, y1 - y0)
  return (
    <g className={classes.place}>
      <DrawnStop stop={nodeStop(node)} href={node.href} label={`${node.label}: ${says(value)}`}>
        <rect
          className={classes.hit}
          x={isLast ? x0 - room : x0}
          y={(y0 + y1) / 2 - 9}
          width={room + x1 - x0}
          height={18}
        />
        <rect
          data-aim
          x={x0}
          y={y0}
          width={x1 - x0}
          height={height}
          rx={1}
          style={{ fill: shadeColor(node.shade) }}
        />
      </DrawnStop>
      <text
        aria-hidden
        className={classes.name}
        x={isLast ? x0 - 6 : x1 + 6}
        y={(y0 + y1) / 2}
        dy="0.35em"
        textAnchor={isLast ? "end" : "start"}
      >
        {name}
      </text>
    </g>
  )
}

const nodeStop = ({ key }: SankeyNode) => `node ${key}`

/** From left to right: a column of places, then the streams that leave it. */
function groupsOf(
  data: ChartData<SankeyRow>,
  nodes: readonly SankeyNode[],
  says: (value: number) => string,
): ChartStop[][] {
  const laid = layRibbons(data.rows, nodes, 600)
  const layers = [...new Set(laid.places.map(({ node }) => node.layer))].toSorted((a, b) => a - b)
  return layers.flatMap((layer) => {
    const places = laid.places.filter(({ node }) => node.layer === layer).toSorted((a, b) => a.y0 - b.y0)
    const ribbons = laid.ribbons
      .filter(({ from }) => from.node.layer === layer)
      .toSorted((a, b) => a.from.y0 - b.from.y0 || a.to.y0 - b.to.y0)
    return [
      places.map(({ node, value }) => ({
        key: nodeStop(node),
        title: node.label,
        lines: [{ head: "In all", says: says(value) }],
        href: node.href,
      })),
      ribbons.map(({ row }) => stopOf(data, row)),
    ]
  })
}
