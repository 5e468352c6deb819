import type { OfferRow } from "@holdfast/protocol/dashboard"
import { useState } from "react"
import { BarList } from "../../../charts/bar-list.tsx"
import type { ChartData } from "../../../charts/chart-data.ts"
import { ChartPanel } from "../../../charts/chart-panel.tsx"
import { fewWords } from "../figure-words.ts"
import { HowMade } from "../how-made.tsx"
import { type OfferBar, type OfferWay, offerBars, offerColumns, offersSummary } from "./offer-rows.ts"
import type { PanelPlace } from "./panel-place.ts"
import { PanelSwitch } from "./panel-switch.tsx"

const ways = [
  { value: "kinds", label: "Kinds" },
  { value: "offers", label: "Offers" },
  { value: "versions", label: "Versions" },
] as const

const heads: Readonly<Record<OfferWay, string>> = {
  kinds: "Kind of offer",
  offers: "Offer",
  versions: "Offer and version",
}
const beside = ["Shown", "Accepted", "Acceptance", "Ended later"]

/** Of those who were shown an offer, how many took it, and what it kept. */
export function OffersPanel({
  offers,
  linkTo,
  fileName,
  insights,
  place,
}: PanelPlace & { offers: readonly OfferRow[] }) {
  const [way, setWay] = useState<OfferWay>("kinds")
  const rows = offerBars(offers, way, linkTo)
  const data: ChartData<OfferBar> = { head: heads[way], rows, columns: offerColumns(rows) }
  const most = Math.max(0, ...rows.map(({ shown }) => shown))
  return (
    <ChartPanel
      title="Offers"
      shape="bars"
      fileName={fileName(`offers-${way}`)}
      aside={<PanelSwitch label="Offers by" ways={ways} value={way} onChange={setWay} />}
      state={
        rows.length === 0
          ? {
              kind: "empty",
              title: "No offer was shown",
              words: "Once customers are shown offers, this says how many took each, and what that kept.",
            }
          : { kind: "ready", data, summary: offersSummary(offers), few: fewWords(most) }
      }
      chart={(shown) => <BarList label="Acceptance of offers" data={shown} beside={beside} full={1} />}
      howMade={
        <HowMade insights={insights} place={place}>
          <p>
            Of the valid sessions to which an offer was shown, the share that accepted it. Shown is accepted,
            declined and ignored together. Kept is the monthly value of those who accepted it and did not
            cancel; currencies are never added up.
          </p>
          <p>
            Where a billing tells, discount given is what was taken off the invoices really paid after a
            discount was accepted: each invoice counts once, for the discount accepted last before it. Ended
            later is the share whose subscription has ended since, of those who accepted, did not cancel, and
            of whom anything is known afterwards.
          </p>
        </HowMade>
      }
    />
  )
}
