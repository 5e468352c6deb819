import type { Insights } from "@holdfast/protocol/dashboard"
import type { View } from "../../view/view.ts"
import { AbTestPanel } from "./ab-test-panel.tsx"
import { ChangePanel } from "./change-panel.tsx"
import { CohortsPanel } from "./cohorts-panel.tsx"
import { FlowPanel } from "./flow-panel.tsx"
import { HeldPanel } from "./held-panel.tsx"
import type { LinkTo } from "./link-to.ts"
import { OffersPanel } from "./offers-panel.tsx"
import classes from "./panels.module.css"
import { PlacesPanel } from "./places-panel.tsx"
import { ReasonsPanel } from "./reasons-panel.tsx"

interface MorePanelsProps {
  /** A panel whose figures are not in the answer is left out. */
  insights: Partial<Insights> & Pick<Insights, "span" | "asOf">
  view: Pick<View, "mode">
  linkTo: LinkTo
}

/** What stands below the headline and the lines over time: what keeps customers, why they leave, and why that changes. */
export function MorePanels({ insights, view, linkTo }: MorePanelsProps) {
  const { offers, reasons, change, held, cohorts, responseFlow, places, abTests, span, asOf } = insights
  const days = [span.from?.slice(0, 10) ?? "first", (span.to ?? asOf).slice(0, 10)].join("-")
  const place = { linkTo, spanName: view.mode === "live" ? days : `${view.mode}-${days}` }
  return (
    <div className={classes.panels}>
      {abTests?.map((test) => (
        <AbTestPanel key={test.id} test={test} />
      ))}
      {offers && <OffersPanel offers={offers} {...place} />}
      {reasons && <ReasonsPanel reasons={reasons} {...place} />}
      {change && <ChangePanel change={change} {...place} />}
      {held && <HeldPanel held={held} {...place} />}
      {responseFlow && (
        <div className={classes.wide}>
          <FlowPanel flow={responseFlow} {...place} />
        </div>
      )}
      {cohorts && <CohortsPanel cohorts={cohorts} {...place} />}
      {places && <PlacesPanel places={places} {...place} />}
    </div>
  )
}
