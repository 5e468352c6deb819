import type { BlueprintStep } from "@holdfast/protocol/flow"
import { offersOfChoice, slotsOf } from "@holdfast/protocol/flow"
import type { EditorPlace } from "../fault-places.ts"

/** What the person is at. */
export interface PreviewPlace {
  place: EditorPlace
  /** The survey choice whose follow-up or offer is looked at. */
  choice: string | null
  /** The field that has the focus. */
  field: string | null
}

/**
 * The flow as the preview runs it: from the step that is being edited on. An offer of a choice, or of an option of its
 * follow-up, is a step of its own, as it is to the customer who picks it.
 */
export function previewSteps(
  steps: readonly BlueprintStep[],
  { place, choice, field }: PreviewPlace,
): BlueprintStep[] {
  const at =
    place === "settings" || place === "segment" || place === "languages" ? 0 : slotsOf(steps).indexOf(place)
  const from = steps.slice(Math.max(0, at))
  const [survey, ...rest] = from
  const picked =
    survey?.stepType === "SURVEY" ? survey.survey.choices.find(({ guid }) => guid === choice) : undefined
  const offer =
    picked && offersOfChoice(picked, "").find((each) => field?.startsWith(`${each.offer.guid}:`))?.offer
  if (!offer) return from
  const step = { guid: `offer of ${picked.guid}`, stepType: "OFFER", header: "", description: "" } as const
  return [{ ...step, offer }, ...rest]
}

/** The words of the choice that is to be picked when the survey is shown, so that its follow-up is seen. */
export function pickedInPreview(steps: readonly BlueprintStep[], choice: string | null): number {
  const [first] = steps
  if (first?.stepType !== "SURVEY" || choice === null) return -1
  return first.survey.choices.findIndex(({ guid, followup }) => guid === choice && followup !== null)
}
