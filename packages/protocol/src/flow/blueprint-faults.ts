import type { BlueprintContent, BlueprintStep, Offer } from "./blueprint.ts"

/** What keeps a content from being published. */
export interface BlueprintFault {
  /** Where: `steps[1].survey.choices[3].guid`. */
  path: string
  /** What is wrong there, as the end of a sentence that begins with the path. */
  fault: string
}

/** The places of a flow in their order; each holds one step or none. */
export const flowSlots = ["INITIAL_OFFER", "SURVEY", "FREEFORM", "FINAL_OFFER", "CONFIRM"] as const
export type FlowSlot = (typeof flowSlots)[number]

export const mostChoices = 30

/**
 * The slot that each step stands in. An offer is the initial one where it comes first, else the final one.
 */
export const slotsOf = (steps: readonly BlueprintStep[]): FlowSlot[] =>
  steps.map(({ stepType }, i) =>
    stepType === "OFFER" ? (i === 0 ? "INITIAL_OFFER" : "FINAL_OFFER") : stepType,
  )

/** Everything that keeps a content from being published; none where nothing does. */
export function blueprintFaults(content: BlueprintContent): BlueprintFault[] {
  const { steps } = content
  return [...slotFaults(steps), ...choiceFaults(steps), ...guidFaults(steps), ...settingFaults(content)]
}

const isColor = /^#[0-9a-f]{6}$/i
const isLanguage = /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i

function settingFaults({ branding: { primaryColor }, language }: BlueprintContent): BlueprintFault[] {
  const faults: BlueprintFault[] = []
  if (primaryColor !== null && !isColor.test(primaryColor)) {
    faults.push({ path: "branding.primaryColor", fault: "is no colour as #rrggbb" })
  }
  if (language !== undefined && !isLanguage.test(language)) {
    faults.push({ path: "language", fault: "is no language as browsers write it, such as en or pt-BR" })
  }
  return faults
}

const slotWords: Record<FlowSlot, string> = {
  INITIAL_OFFER: "the initial offer",
  SURVEY: "the survey",
  FREEFORM: "the freeform feedback",
  FINAL_OFFER: "the final offer",
  CONFIRM: "the confirmation",
}

function slotFaults(steps: readonly BlueprintStep[]): BlueprintFault[] {
  const slots = slotsOf(steps)
  const faults = slots.flatMap((slot, i): BlueprintFault[] => {
    const before = slots[i - 1]
    if (before === undefined || flowSlots.indexOf(before) < flowSlots.indexOf(slot)) return []
    const fault =
      before === slot
        ? `is ${slotWords[slot]} for the second time; a flow has one`
        : `is ${slotWords[slot]}, which comes before ${slotWords[before]}`
    return [{ path: `steps[${i}]`, fault }]
  })
  const final = slots.indexOf("FINAL_OFFER")
  if (final >= 0 && !slots.includes("INITIAL_OFFER")) {
    faults.push({
      path: `steps[${final}]`,
      fault: "is the final offer, which needs an initial one as the first step",
    })
  }
  if (!slots.includes("CONFIRM")) {
    faults.push({ path: "steps", fault: "has no confirmation; every flow ends with one" })
  }
  return faults
}

const choiceFaults = (steps: readonly BlueprintStep[]): BlueprintFault[] =>
  steps.flatMap((step, i) =>
    step.stepType === "SURVEY" && step.survey.choices.length > mostChoices
      ? [
          {
            path: `steps[${i}].survey.choices`,
            fault: `has ${step.survey.choices.length} choices; a survey has at most ${mostChoices}`,
          },
        ]
      : [],
  )

/** Reports and recordings know a part by its guid alone. */
function guidFaults(steps: readonly BlueprintStep[]): BlueprintFault[] {
  const firstPaths = new Map<string, string>()
  return partsOf(steps).flatMap(({ path, guid }): BlueprintFault[] => {
    const first = firstPaths.get(guid)
    if (first === undefined) {
      firstPaths.set(guid, path)
      return []
    }
    return [{ path: `${path}.guid`, fault: `is the guid of ${first} too; every part has one of its own` }]
  })
}

interface Part {
  path: string
  guid: string
}

/** Every part that has a guid: steps, choices, options of follow-ups, offers. */
function partsOf(steps: readonly BlueprintStep[]): Part[] {
  const offer = (path: string, { guid }: Offer): Part => ({ path: `${path}.offer`, guid })
  return steps.flatMap((step, i): Part[] => {
    const path = `steps[${i}]`
    const itself = { path, guid: step.guid }
    if (step.stepType === "OFFER") return [itself, offer(path, step.offer)]
    if (step.stepType !== "SURVEY") return [itself]
    const choices = step.survey.choices.flatMap((choice, c): Part[] => {
      const at = `${path}.survey.choices[${c}]`
      const options = (choice.followup?.options ?? []).map(({ guid }, o) => ({
        path: `${at}.followup.options[${o}]`,
        guid,
      }))
      return [{ path: at, guid: choice.guid }, ...options, ...(choice.offer ? [offer(at, choice.offer)] : [])]
    })
    return [itself, ...choices]
  })
}
