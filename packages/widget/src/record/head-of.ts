import type { BlueprintStep, Coupon, Offer, OpenedFlow } from "@holdfast/protocol/flow"
import {
  loggedFonts,
  type RecordingDecision,
  type RecordingHead,
  recordingVersion,
} from "@holdfast/protocol/recording"
import type { PreparedRun } from "../view/scene.ts"
import { shownText } from "./moves-between.ts"

/** The name of the player of this build holds this hash: `vite.config.ts` puts it here. */
declare const PLAYER_BUILD: string

/** An offer of any type, by what of it a page may replace. */
type AnyOffer = Pick<Offer, "guid" | "offerType"> & {
  coupon?: Coupon
  plans?: readonly { id: string }[]
}

/** The offers of a flow, wherever they stand in it. */
function offersIn(steps: readonly BlueprintStep[]): AnyOffer[] {
  const found: AnyOffer[] = []
  JSON.stringify(steps, (_key, value: AnyOffer | null) => {
    if (value?.offerType) found.push(value)
    return value
  })
  return found
}

/** How the offers of a run differ from those that were published: what nobody carries out, and what the page put in their place. */
export function offerChanges(
  published: readonly BlueprintStep[],
  shown: readonly BlueprintStep[],
): Pick<RecordingHead, "hiddenOffers" | "coupon" | "plans"> {
  const changes: ReturnType<typeof offerChanges> = { hiddenOffers: [], coupon: null, plans: null }
  const all = offersIn(shown)
  for (const offer of offersIn(published)) {
    const now = all.find(({ guid }) => guid === offer.guid)
    if (!now) changes.hiddenOffers.push(offer.guid)
    else {
      const { coupon, plans } = now
      if (coupon && coupon !== offer.coupon) {
        const { id: _, ...terms } = coupon
        changes.coupon = terms
      }
      if (plans && plans !== offer.plans) changes.plans = plans.map(({ id }) => id)
    }
  }
  return changes
}

/**
 * What the run is drawn with, as its first step stands on the screen.
 * @param html the element that takes its language and colours
 */
export function headOf(run: PreparedRun, answer: OpenedFlow, html: HTMLElement): RecordingHead {
  const { startedAt, setting, state } = run
  const { language, hasCancelNow } = setting
  const { blueprint, words, uiLang, look } = answer
  const { mergeFields, hasNotice } = answer.recording as Extract<RecordingDecision, { on: true }>
  const view = html.ownerDocument.defaultView as Window
  const named = html.style.getPropertyValue("--font").split(/\s*["',]+\s*/) as RecordingHead["fonts"]
  const said = language.words as Record<string, string>
  return {
    version: recordingVersion,
    build: PLAYER_BUILD,
    blueprintId: blueprint.id,
    blueprintVersion: blueprint.version,
    startedAt,
    utcOffset: -new Date(startedAt).getTimezoneOffset(),
    uiLang,
    locale: language.locale,
    direction: html.dir as RecordingHead["direction"],
    ownWords: Object.keys(words)
      .filter((key) => said[key] !== words[key])
      .map((key) => [key, shownText(said[key])]),
    mergeFields,
    hasNotice,
    ...offerChanges(blueprint.content.steps, state.steps),
    hasCancelNow: !!hasCancelNow,
    look,
    isDark: html.classList.contains("dark"),
    fonts: [...new Set(named.filter((family) => loggedFonts.includes(family)))],
    width: view.innerWidth,
    height: view.innerHeight,
  }
}
