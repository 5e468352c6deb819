import type { Cohorts } from "@holdfast/protocol/dashboard"
import { useState } from "react"
import { ChartPanel } from "../../../charts/chart-panel.tsx"
import { HeatTable } from "../../../charts/heat-table.tsx"
import { HowMade } from "../how-made.tsx"
import { agesByPlans, cohortsSummary, startsByDays } from "./cohort-rows.ts"
import type { PanelPlace } from "./panel-place.ts"
import { PanelSwitch } from "./panel-switch.tsx"

const ways = [
  { value: "ages", label: "Age and plan" },
  { value: "starts", label: "Month of start" },
] as const

/** Who is kept: by age and plan, and by the month in which the subscription began. */
export function CohortsPanel({
  cohorts,
  linkTo,
  fileName,
  insights,
  place,
}: PanelPlace & { cohorts: Cohorts }) {
  const [way, setWay] = useState<(typeof ways)[number]["value"]>("ages")
  const shared = {
    title: "Cohorts",
    shape: "table" as const,
    fileName: fileName(`cohorts-${way}`),
    aside: <PanelSwitch label="Cohorts by" ways={ways} value={way} onChange={setWay} />,
    howMade: (
      <HowMade insights={insights} place={place}>
        <p>
          The save rate of the valid sessions of each group. Age is in full years subscribed at the time of
          the session. Held says who of those that did not cancel in the flow is still subscribed so many days
          later, by Kaplan and Meier.
        </p>
      </HowMade>
    ),
  }
  if (way === "starts") {
    const data = startsByDays(cohorts, linkTo)
    const summary =
      "By the month in which the subscription began: who was kept in the flow, and who stayed after it."
    return (
      <ChartPanel
        {...shared}
        state={data.rows.length === 0 ? nothing : { kind: "ready", data, summary }}
        chart={() => <HeatTable label="Who was kept, by month of start" data={data} measure="Share" />}
      />
    )
  }
  const data = agesByPlans(cohorts, linkTo)
  const isEmpty = data.rows.length === 0 || data.columns.length === 0
  return (
    <ChartPanel
      {...shared}
      state={isEmpty ? nothing : { kind: "ready", data, summary: cohortsSummary(cohorts) }}
      chart={() => <HeatTable label="Save rate by age and plan" data={data} measure="Save rate" />}
    />
  )
}

const nothing = {
  kind: "empty" as const,
  title: "No cohorts yet",
  words:
    "Once sessions are settled, this says which customers are kept most, by age, plan and month of start.",
}
