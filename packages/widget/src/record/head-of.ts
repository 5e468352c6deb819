import type { BlueprintStep, Offer, OpenedFlow } from "@holdfast/protocol/flow"
import { loggedFonts, type RecordingHead, recordingVersion } from "@holdfast/protocol/recording"
import type { PreparedRun } from "../view/scene.ts"
import { shownText } from "./moves-between.ts"

/** The name of the player of this build holds this hash: `vite.config.ts` puts it here. */
declare const PLAYER_BUILD: string

/** The offers of a flow, wherever they stand in it. */
function offersIn(steps: readonly BlueprintStep[]): Offer[] {
  const found: Offer[] = []
  JSON.stringify(steps, (_key, value: Offer | null) => {
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
    else if ("coupon" in now && "coupon" in offer && now.coupon !== offer.coupon) {
      const { id: _, ...terms } = now.coupon
      changes.coupon = terms
    } else if ("plans" in now && "plans" in offer && now.plans !== offer.plans) {
      changes.plans = now.plans.map(({ id }) => id)
    }
  }
  return changes
}

/** What the run is drawn with, as its first step stands on the screen. */
export function headOf(run: PreparedRun, answer: OpenedFlow, home: Document | ShadowRoot): RecordingHead {
  const { startedAt, setting, state } = run
  const { language, hasCancelNow } = setting
  const { blueprint, words, uiLang, look, recording } = answer
  const html = home.querySelector("html")
  const { innerWidth, innerHeight } = (home.ownerDocument ?? (home as Document)).defaultView ?? window
  const named = html?.style.getPropertyValue("--font").split(",") ?? []
  const families = named.map((family) => family.trim().replace(/^["']|["']$/g, "")) as RecordingHead["fonts"]
  const fonts = [...new Set(families.filter((family) => loggedFonts.includes(family)))]
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
    direction: html?.dir === "rtl" ? "rtl" : "ltr",
    ownWords: Object.keys(words)
      .filter((key) => said[key] !== words[key])
      .map((key) => [key, shownText(said[key])]),
    mergeFields: recording?.on ? recording.mergeFields : [],
    ...offerChanges(blueprint.content.steps, state.steps),
    hasCancelNow: hasCancelNow === true,
    look,
    isDark: html?.classList.contains("dark") === true,
    fonts,
    width: innerWidth,
    height: innerHeight,
  }
}
