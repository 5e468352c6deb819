import type { Scene } from "../view/scene.ts"
import { fill } from "../words/index.ts"
import { datePlus, longDate, span } from "./format.ts"

/** How many days more, and until when where the end of the trial is known. */
export function TrialTerms({ scene, days }: { scene: Scene; days: number }) {
  const { words, locale, snapshot } = scene
  const end = new Date(snapshot?.trialEnd ?? "")
  return (
    <div class="terms ticket">
      <p class="figure">{fill(words.moreDays, { time: span(days, "day", locale) })}</p>
      {end.getTime() > 0 ? (
        <p>{fill(words.trialUntil, { date: longDate(datePlus(end, days, "day"), locale) })}</p>
      ) : null}
    </div>
  )
}
