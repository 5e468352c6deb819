import { AbTestPanel } from "./ab-test-panel.tsx"
import { ChangePanel } from "./change-panel.tsx"
import { CohortsPanel } from "./cohorts-panel.tsx"
import { FlowPanel } from "./flow-panel.tsx"
import { HeldPanel } from "./held-panel.tsx"
import { OffersPanel } from "./offers-panel.tsx"
import type { PanelPlace } from "./panel-place.ts"
import classes from "./panels.module.css"
import { PlacesPanel } from "./places-panel.tsx"
import { ReasonsPanel } from "./reasons-panel.tsx"

/** What stands below the headline and the lines over time: what keeps customers, why they leave, and why that changes. */
export function MorePanels(place: PanelPlace) {
  const { offers, reasons, change, held, cohorts, responseFlow, places, abTests } = place.insights
  return (
    <div className={classes.panels}>
      {abTests?.map((test) => (
        <div key={test.id} className={classes.abTest}>
          <AbTestPanel test={test} {...place} />
        </div>
      ))}
      {offers && (
        <div className={classes.list}>
          <OffersPanel offers={offers} {...place} />
        </div>
      )}
      {reasons && (
        <div className={classes.list}>
          <ReasonsPanel reasons={reasons} {...place} />
        </div>
      )}
      {change && (
        <div className={classes.change}>
          <ChangePanel change={change} {...place} />
        </div>
      )}
      {held && (
        <div className={change ? classes.held : classes.heldAlone}>
          <HeldPanel held={held} {...place} />
        </div>
      )}
      {responseFlow && (
        <div className={classes.flow}>
          <FlowPanel flow={responseFlow} {...place} />
        </div>
      )}
      {cohorts && (
        <div className={classes.cohorts}>
          <CohortsPanel cohorts={cohorts} {...place} />
        </div>
      )}
      {places && (
        <div className={classes.places}>
          <PlacesPanel places={places} {...place} />
        </div>
      )}
    </div>
  )
}
