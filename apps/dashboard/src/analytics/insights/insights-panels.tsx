import { useCallback, useMemo, useState } from "react"
import type { ShownInsights } from "../../api/insights.ts"
import { FollowLink } from "../../charts/use-follow.ts"
import { daysOf } from "../../time/date-range.ts"
import type { View } from "../view/view.ts"
import { Headline } from "./headline/headline.tsx"
import classes from "./insights.module.css"
import { useKeepRoom } from "./kept-room.ts"
import { linkTo, type Place, valid } from "./link-to.ts"
import { OutcomesPanel } from "./outcomes-panel.tsx"
import type { PanelProps } from "./panel-props.ts"
import { MorePanels } from "./panels/more-panels.tsx"
import type { LinkTo } from "./panels/panel-place.ts"
import { BouncesPanel, SaveRatesPanel } from "./rates-panels.tsx"
import { SaveRatePanel } from "./save-rate-panel.tsx"

interface InsightsPanelsProps {
  insights: ShownInsights
  place: Place
  onView: (change: (view: View) => View) => void
  onFollow: (href: string) => void
}

/** All panels of one answer. What the answer does not have is left out. */
export function InsightsPanels({ insights, place: now, onView, onFollow }: InsightsPanelsProps) {
  const { view, workspace, today } = now
  const place = useMemo(() => ({ view, workspace, today }), [view, workspace, today])
  const keepRoom = useKeepRoom(workspace)
  const [followed, setFollowed] = useState(0)
  const follow = useCallback(
    (href: string) => {
      // a dialog from which somebody went to the sessions is gone with its panel
      setFollowed((count) => count + 1)
      onFollow(href)
    },
    [onFollow],
  )
  const { compared } = insights
  const linkHere: LinkTo = useCallback(
    (choices, span = "now") =>
      linkTo(place, [...valid, ...choices], span === "before" ? (compared ?? undefined) : undefined),
    [place, compared],
  )
  const { first, last } = daysOf(view.range, today)
  const days = view.mode === "live" ? `${first}-${last}` : `${view.mode}-${first}-${last}`
  const props: PanelProps = { insights, place, fileName: (panel) => `${panel}-${days}` }
  return (
    <FollowLink value={follow}>
      <div key={followed} ref={keepRoom} className={classes.panels}>
        <Headline insights={insights} place={place} onView={onView} />
        <div className={classes.grid}>
          <div className={classes.tall}>
            <SaveRatePanel {...props} />
          </div>
          <div className={classes.tall}>
            <OutcomesPanel {...props} />
          </div>
        </div>
        <div className={classes.grid}>
          <div className={classes.low}>
            <SaveRatesPanel {...props} />
          </div>
          <div className={classes.low}>
            <BouncesPanel {...props} />
          </div>
        </div>
        <MorePanels {...props} linkTo={linkHere} />
      </div>
    </FollowLink>
  )
}
