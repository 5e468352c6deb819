import { ChartSkeleton } from "../../charts/chart-skeleton.tsx"
import classes from "./insights.module.css"

/** The figures to come, in their places and their heights. */
export const InsightsSkeleton = () => (
  <div className={classes.panels}>
    <div className={classes.headline} aria-hidden>
      {["sessions", "rate", "saved", "cancelled", "kept", "lost"].map((each) => (
        <div key={each} className={classes.blankFigure} />
      ))}
    </div>
    <div className={classes.grid}>
      <div className={classes.tall}>
        <ChartSkeleton shape="line" what="the save rate over time" />
      </div>
      <div className={classes.tall}>
        <ChartSkeleton shape="bars" what="the outcomes" />
      </div>
    </div>
    <div className={classes.grid}>
      <div className={classes.low}>
        <ChartSkeleton shape="bars" what="the save rates" />
      </div>
      <div className={classes.low}>
        <ChartSkeleton shape="bars" what="the bounces" />
      </div>
    </div>
  </div>
)
