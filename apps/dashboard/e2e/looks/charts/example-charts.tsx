import { BarList, type BarRow } from "../../../src/charts/bar-list.tsx"
import type { ChartColumn, ChartData } from "../../../src/charts/chart-data.ts"
import { ChartPanel } from "../../../src/charts/chart-panel.tsx"
import { type HeatColumn, HeatTable } from "../../../src/charts/heat-table.tsx"
import { IntervalDot } from "../../../src/charts/interval-dot.tsx"
import type { SankeyRow } from "../../../src/charts/lay-ribbons.ts"
import { LineChart, type LineRow } from "../../../src/charts/line-chart.tsx"
import { Sankey } from "../../../src/charts/sankey.tsx"
import { Sparkline } from "../../../src/charts/sparkline.tsx"
import { SplitBars, type SplitRow } from "../../../src/charts/split-bars.tsx"
import { StackedBars } from "../../../src/charts/stacked-bars.tsx"
import { SurvivalCurve, type SurvivalRow } from "../../../src/charts/survival-curve.tsx"
import type { ExampleSet, HeatRow } from "./example-sets.ts"
import classes from "./examples.module.css"

const tenths = new Intl.NumberFormat("en-US", { minimumFractionDigits: 1, maximumFractionDigits: 1 })
const whole = new Intl.NumberFormat("en-US")
const short = new Intl.NumberFormat("en-US", { notation: "compact" })
const percent = (rate: number | null) => (rate === null ? null : `${tenths.format(rate * 100)}%`)
const ratio = (rate: number) => `${Math.round(rate * 100)}%`
const compact = (count: number) => short.format(count)
const points = (part: number) => `${part < 0 ? "−" : "+"}${tenths.format(Math.abs(part * 100))} pt`

interface Ranged {
  low: number | null
  high: number | null
}
const interval = ({ low, high }: Ranged) =>
  low === null || high === null ? null : `${percent(low)} to ${percent(high)}`

const lineColumns: ChartColumn<LineRow>[] = [
  { head: "Save rate", says: ({ value }) => percent(value), cell: ({ value }) => value },
  { head: "Interval", says: interval },
  { head: "Before", says: ({ before }) => percent(before), cell: ({ before }) => before },
]
const barColumns: ChartColumn<BarRow>[] = [
  { head: "Share", says: ({ value }) => percent(value), cell: ({ value }) => value },
  { head: "Interval", says: interval },
  { head: "Change", says: ({ isFew }) => (isFew ? null : "▲ 2.1 pt") },
]
const stepColumns: ChartColumn<SurvivalRow>[] = [
  { head: "Held", says: ({ rate }) => percent(rate), cell: ({ rate }) => rate },
  { head: "Interval", says: interval },
  {
    head: "Still followed",
    says: ({ atRisk }) => whole.format(atRisk),
    cell: ({ atRisk }) => atRisk,
  },
]
const splitColumns: ChartColumn<SplitRow>[] = [
  { head: "How they decided", says: ({ how }) => points(how), cell: ({ how }) => how },
  { head: "Who came", says: ({ who }) => points(who), cell: ({ who }) => who },
]
const rateAxis = { says: ratio, least: 0, most: 1 }
const names = { now: "This period", before: "Period before" }
const goal = { value: 0.55, says: "Goal 55%" }
const beside = ["Share", "Change"]
const parts = { whole: "Shown", part: "Accepted" }
const curves = [
  { key: "all", label: "All offers", shade: "save-3" },
  { key: "discount", label: "Discount", shade: "save-1" },
] as const
const how = <p>Saved sessions ÷ valid sessions. Bounced and open sessions are in neither.</p>

/** Each form in its panel. */
export function ExampleCharts(set: ExampleSet) {
  const ready = <Data,>(data: Data, summary: string) => ({ kind: "ready" as const, data, summary })
  const line: ChartData<LineRow> = { head: "Week", rows: set.line, columns: lineColumns }
  const heatColumns = set.plans.map(
    (plan, nth): HeatColumn<HeatRow> => ({
      head: plan,
      says: ({ rates }) => percent(rates[nth] ?? null),
      tint: ({ rates }) => rates[nth] ?? null,
      isFew: ({ key }) => key === "2 years and more" && nth === 2,
      hrefOf: ({ key }) => `/?age=${encodeURIComponent(key)}&plan=${nth}`,
    }),
  )
  const heat = { head: "Age", rows: set.heat, columns: heatColumns }
  const ribbons: ChartData<SankeyRow> = {
    head: "From, to",
    rows: set.ribbons,
    columns: [
      { head: "Sessions", says: ({ value }) => whole.format(Math.round(value)), cell: ({ value }) => value },
    ],
  }
  return (
    <>
      <div className={classes.small}>
        <Sparkline values={set.line.map(({ value }) => value)} label="The save rate rose from 44% to 52%." />
        <IntervalDot
          rate={0.487}
          low={0.459}
          high={0.515}
          isFew={false}
          label="48.7%, between 45.9% and 51.5%"
        />
        <IntervalDot rate={0.2} low={0.05} high={0.6} isFew label="20.0%, between 5.0% and 60.0%" />
      </div>
      <div className={classes.wide}>
        <ChartPanel
          title="Save rate over time"
          state={ready(line, "The save rate rose from 44.1% to 52.3% in these 26 weeks.")}
          shape="line"
          fileName="save-rate"
          howMade={how}
          chart={(data, isLarge) => (
            <LineChart
              label="Save rate over time"
              data={data}
              unit={set.unit}
              axis={rateAxis}
              names={names}
              goal={goal}
              {...(isLarge && { height: 420 })}
            />
          )}
        >
          <StackedBars
            label="Outcomes over time"
            data={{
              head: "Week",
              rows: set.stack,
              columns: set.series.map(({ key, label }) => ({
                head: label,
                says: ({ parts }) => whole.format(parts[key]?.count ?? 0),
                cell: ({ parts }) => parts[key]?.count ?? 0,
              })),
            }}
            series={set.series}
            unit={set.unit}
            says={compact}
          />
        </ChartPanel>
      </div>
      <ChartPanel
        title="Reasons"
        state={ready(
          {
            head: "Reason",
            rows: set.bars,
            columns: barColumns,
          },
          "Too expensive is the most frequent reason: 41.0% of those who saw it chose it.",
        )}
        shape="bars"
        fileName="reasons"
        chart={(data) => <BarList label="Reasons" data={data} beside={beside} names={parts} />}
      />
      <ChartPanel
        title="Response flow"
        state={ready(ribbons, "Most who found it too expensive cancelled.")}
        shape="flow"
        fileName="response-flow"
        chart={(data) => <Sankey label="Response flow" data={data} nodes={set.nodes} says={compact} />}
      />
      <ChartPanel
        title="Cohorts"
        state={ready(heat, "Older customers stay more often.")}
        shape="table"
        fileName="cohorts"
        chart={() => <HeatTable label="Cohorts" data={heat} measure="Save rate" />}
      />
      <ChartPanel
        title="Still held"
        state={ready(
          {
            head: "Day",
            rows: set.steps,
            columns: stepColumns,
          },
          "After 84 days 70% of all saves hold, and 55% of those by a discount.",
        )}
        shape="line"
        fileName="held"
        chart={(data) => (
          <SurvivalCurve
            label="Still held"
            data={data}
            curves={curves}
            untilDay={90}
            says={ratio}
            count={compact}
          />
        )}
      />
      <ChartPanel
        title="Why it changed"
        state={{
          ...ready(
            {
              head: "Plan",
              rows: set.split,
              columns: splitColumns,
            },
            "The save rate fell by 1.2 points, most of it by how customers on Team decided.",
          ),
          few: "Only 12 sessions: too few to tell.",
        }}
        shape="bars"
        fileName="why-it-changed"
        chart={(data) => <SplitBars label="Why it changed" data={data} says={points} />}
      />
      {(["line", "stack", "bars", "table", "flow"] as const).map((shape) => (
        <ChartPanel
          key={shape}
          title={`To come: ${shape}`}
          state={{ kind: "loading" }}
          shape={shape}
          fileName=""
          chart={() => null}
        />
      ))}
      <ChartPanel
        title="Bounces"
        state={{
          kind: "empty",
          title: "No bounces in these days",
          words: "A customer who comes back within a day bounces.",
        }}
        shape="bars"
        fileName=""
        chart={() => null}
      />
      <ChartPanel
        title="Languages"
        state={{ kind: "fault", error: new Error("Failed to fetch"), isTrying: false, onTryAgain: () => {} }}
        shape="bars"
        fileName=""
        chart={() => null}
      />
    </>
  )
}
