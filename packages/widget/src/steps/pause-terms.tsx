import type { Scene } from "../view/scene.ts"
import { fill } from "../words/index.ts"
import { Option } from "./fields.tsx"
import { datePlus, longDate, span } from "./format.ts"

interface PauseProps {
  scene: Scene
  offer: { maxPauseLength: number; pauseInterval: "MONTH" | "WEEK" }
}

/** More lengths than this are a list, not buttons. */
const mostButtons = 6

/** How long to pause, up to the longest that is offered, and the day on which the subscription goes on. */
export function PauseTerms({ scene, offer }: PauseProps) {
  const { answers, moves, words, locale, now = new Date() } = scene
  const unit = offer.pauseInterval === "WEEK" ? "week" : "month"
  const longest = Math.max(1, Math.floor(offer.maxPauseLength))
  const length = Math.min(answers.pauseLength ?? 1, longest)
  const lengths = Array.from({ length: longest }, (_, i) => i + 1)
  const pick = (pauseLength: number) => moves.answer({ pauseLength })
  return (
    <div class="terms">
      {longest <= mostButtons ? (
        <fieldset>
          <legend>{words.pauseLength}</legend>
          <div class="chips">
            {lengths.map((each) => (
              <Option
                key={each}
                class="chip"
                group="pause"
                label={span(each, unit, locale)}
                isPicked={each === length}
                onPick={() => pick(each)}
              />
            ))}
          </div>
        </fieldset>
      ) : (
        <div class="field">
          <label for="pause">{words.pauseLength}</label>
          <select id="pause" value={length} onChange={(event) => pick(Number(event.currentTarget.value))}>
            {lengths.map((each) => (
              <option key={each} value={each}>
                {span(each, unit, locale)}
              </option>
            ))}
          </select>
        </div>
      )}
      <p class="lead" aria-live="polite">
        {fill(words.resumes, { date: longDate(datePlus(now, length, unit), locale) })}
      </p>
    </div>
  )
}
