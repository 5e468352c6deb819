import type { BlueprintContent, BlueprintFault, BlueprintStep, Offer } from "./blueprint.ts"
import { type FlowSlot, flowSlots, slotsOf } from "./flow-slots.ts"
import { textFaults } from "./text-faults.ts"
import { translationFaults } from "./translation-faults.ts"

export const mostChoices = 30

/** Everything that keeps a content from being published; none where nothing does. */
export function publishFaults(content: BlueprintContent): BlueprintFault[] {
  const { steps } = content
  return [
    ...slotFaults(steps),
    ...turnedOffFaults(content),
    ...choiceFaults(steps),
    ...steps.flatMap((step, i) => textFaults(step, `steps[${i}]`)),
    ...guidFaults(content),
    ...settingFaults(content),
    ...translationFaults(content),
  ]
}

const isColor = /^#[0-9a-f]{6}$/i
const isWebAddress = /^https?:\/\/\S+$/i
const isLanguage = /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i

function settingFaults({ branding, language }: BlueprintContent): BlueprintFault[] {
  const { primaryColor, brandImage } = branding
  const faults: BlueprintFault[] = []
  const find = (path: string, fault: string) => faults.push({ path, guid: null, fault })
  if (primaryColor !== null && !isColor.test(primaryColor)) {
    find("branding.primaryColor", "is no colour as #rrggbb")
  }
  if (brandImage && !isWebAddress.test(brandImage)) {
    find("branding.brandImage", "is no address of a picture; it begins with https: or http:")
  }
  if (language !== undefined && !isLanguage.test(language)) {
    find("language", "is no language as browsers write it, such as en or pt-BR")
  }
  return faults
}

/** A slot holds one step, so one that is on keeps no other for later. */
function turnedOffFaults({ steps, turnedOff = {} }: BlueprintContent): BlueprintFault[] {
  const on = slotsOf(steps)
  return flowSlots.flatMap((slot): BlueprintFault[] => {
    const guid = slot === "CONFIRM" ? undefined : turnedOff[slot]?.guid
    if (guid === undefined || !on.includes(slot)) return []
    return [{ path: `turnedOff.${slot}`, guid, fault: `is turned off, and ${slotWords[slot]} is on too` }]
  })
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
    return [{ path: `steps[${i}]`, guid: steps[i]?.guid ?? null, fault }]
  })
  const final = slots.indexOf("FINAL_OFFER")
  if (final >= 0 && !slots.includes("INITIAL_OFFER")) {
    const fault = "is the final offer, which needs an initial one as the first step"
    faults.push({ path: `steps[${final}]`, guid: steps[final]?.guid ?? null, fault })
  }
  if (!slots.includes("CONFIRM")) {
    faults.push({ path: "steps", guid: null, fault: "has no confirmation; every flow ends with one" })
  }
  return faults
}

const choiceFaults = (steps: readonly BlueprintStep[]): BlueprintFault[] =>
  steps.flatMap((step, i) =>
    step.stepType === "SURVEY" && step.survey.choices.length > mostChoices
      ? [
          {
            path: `steps[${i}].survey.choices`,
            guid: step.guid,
            fault: `has ${step.survey.choices.length} choices; a survey has at most ${mostChoices}`,
          },
        ]
      : [],
  )

/** Reports and recordings know a part by its guid alone. */
function guidFaults(content: BlueprintContent): BlueprintFault[] {
  const firstPaths = new Map<string, string>()
  return partsOf(content).flatMap(({ path, guid }): BlueprintFault[] => {
    const first = firstPaths.get(guid)
    if (first === undefined) {
      firstPaths.set(guid, path)
      return []
    }
    return [
      { path: `${path}.guid`, guid, fault: `is the guid of ${first} too; every part has one of its own` },
    ]
  })
}

/** A part that has a guid. */
export interface Part {
  path: string
  guid: string
}

/** Every part that has a guid: steps, choices, options of follow-ups, offers; those of slots that are off come last. */
export function partsOf({ steps, turnedOff = {} }: BlueprintContent): Part[] {
  const off = flowSlots.flatMap((slot) => {
    const step = slot === "CONFIRM" ? undefined : turnedOff[slot]
    return step ? partsOfStep(step, `turnedOff.${slot}`) : []
  })
  return [...steps.flatMap((step, i) => partsOfStep(step, `steps[${i}]`)), ...off]
}

function partsOfStep(step: BlueprintStep, path: string): Part[] {
  const offer = (path: string, { guid }: Offer): Part => ({ path: `${path}.offer`, guid })
  const itself = { path, guid: step.guid }
  if (step.stepType === "OFFER") return [itself, offer(path, step.offer)]
  if (step.stepType !== "SURVEY") return [itself]
  const choices = step.survey.choices.flatMap((choice, c): Part[] => {
    const at = `${path}.survey.choices[${c}]`
    const options = (choice.followup?.options ?? []).flatMap((option, o): Part[] => {
      const path = `${at}.followup.options[${o}]`
      return [{ path, guid: option.guid }, ...(option.offer ? [offer(path, option.offer)] : [])]
    })
    return [{ path: at, guid: choice.guid }, ...options, ...(choice.offer ? [offer(at, choice.offer)] : [])]
  })
  return [itself, ...choices]
}
