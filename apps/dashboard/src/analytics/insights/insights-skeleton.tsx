import { useRef } from "react"
import { type ChartShape, ChartSkeleton } from "../../charts/chart-skeleton.tsx"
import { useWidth } from "../../charts/use-width.ts"
import headline from "./headline/headline.module.css"
import classes from "./insights.module.css"
import { readRoom } from "./kept-room.ts"
import places from "./panels/panels.module.css"

interface InsightsSkeletonProps {
  workspace: string | undefined
  isCompared: boolean
  /** How many A/B tests will have a panel. */
  tests: number
}

/** The figures to come, in their places and their heights. */
export function InsightsSkeleton({ workspace, isCompared, tests }: InsightsSkeletonProps) {
  const box = useRef<HTMLDivElement>(null)
  const minHeight = readRoom(workspace, useWidth(box))
  return (
    <div ref={box} className={classes.panels} style={{ minHeight }}>
      <div className={classes.headline} aria-hidden>
        {["sessions", "rate", "saved", "cancelled", "kept", "lost"].map((each) => (
          <div key={each} className={classes.blankFigure} />
        ))}
      </div>
      <div className={headline.notes} />
      <div className={classes.grid}>
        <Blank place={classes.tall} shape="line" what="the save rate over time" />
        <Blank place={classes.tall} shape="bars" what="the outcomes" />
      </div>
      <div className={classes.grid}>
        <Blank place={classes.low} shape="bars" what="the save rates" />
        <Blank place={classes.low} shape="bars" what="the bounces" />
      </div>
      <div className={places.panels}>
        {Array.from({ length: tests }, (_, nth) => `test ${nth}`).map((each) => (
          <Blank key={each} place={places.abTest} shape="arms" what="an A/B test" />
        ))}
        <Blank place={places.list} shape="bars" what="the offers" />
        <Blank place={places.list} shape="bars" what="the reasons" />
        {isCompared && <Blank place={places.change} shape="bars" what="why it changed" />}
        <Blank place={isCompared ? places.held : places.heldAlone} shape="line" what="who is held" />
        <Blank place={places.flow} shape="flow" what="the response flow" />
        <Blank place={places.cohorts} shape="table" what="the cohorts" />
        <Blank place={places.places} shape="bars" what="languages and regions" />
      </div>
    </div>
  )
}

interface BlankProps {
  place: string | undefined
  shape: ChartShape
  what: string
}

const Blank = ({ place, ...chart }: BlankProps) => (
  <div className={place}>
    <ChartSkeleton {...chart} />
  </div>
)
