import type { BlueprintContent, BlueprintFault, BlueprintStep, Offer } from "./blueprint.ts"
import { slotsOf } from "./flow-slots.ts"

/**
 * Parts that are known, and that a new content would give another guid: reports would see a new reason, offer or step, and
 * the history of the old one would end. None where every part that stays keeps its guid.
 *
 * A step is the same in the same slot, a choice by its text, an option by its text below the same choice, an offer by its
 * kind at the same place. A part whose own guid is still there somewhere is no such case: it was moved or reworded.
 * @param before what the flow says
 * @param after what is to be written
 */
export function mintedGuids(before: BlueprintContent, after: BlueprintContent): BlueprintFault[] {
  const known = identitiesOf(before)
  const written = identitiesOf(after)
  const knownGuids = new Set(known.map(({ guid }) => guid))
  const writtenGuids = new Set(written.map(({ guid }) => guid))
  return written.flatMap(({ identity, guid, path, what }): BlueprintFault[] => {
    if (knownGuids.has(guid)) return []
    const same = known.find((part) => part.identity === identity && !writtenGuids.has(part.guid))
    return same
      ? [
          {
            path: `${path}.guid`,
            guid,
            fault: `is new, although this is ${what} ${same.guid}: keep its guid`,
          },
        ]
      : []
  })
}

interface Identity {
  /** What makes it the same part as before. */
  identity: string
  guid: string
  path: string
  /** "the choice", before its guid. */
  what: string
}

const identitiesOf = ({ steps, turnedOff = {} }: BlueprintContent): Identity[] => {
  const slots = slotsOf(steps)
  return [
    ...steps.flatMap((step, i) => stepParts(step, slots[i] ?? "", `steps[${i}]`)),
    ...Object.entries(turnedOff).flatMap(([slot, step]) => stepParts(step, slot, `turnedOff.${slot}`)),
  ]
}

function stepParts(step: BlueprintStep, slot: string, path: string): Identity[] {
  const itself = { identity: key("step", slot), guid: step.guid, path, what: "the step" }
  if (step.stepType === "OFFER") return [itself, offerPart(step.offer, key("in", slot), path)]
  if (step.stepType !== "SURVEY") return [itself]
  const choices = step.survey.choices.flatMap((choice, i): Identity[] => {
    const at = `${path}.survey.choices[${i}]`
    const identity = key("choice", plain(choice.value))
    const options = (choice.followup?.options ?? []).flatMap(({ guid, value, offer }, o): Identity[] => {
      const itself = key("option", identity, plain(value))
      const path = `${at}.followup.options[${o}]`
      return [
        { identity: itself, guid, path, what: "the option" },
        ...(offer ? [offerPart(offer, itself, path)] : []),
      ]
    })
    const offers = choice.offer ? [offerPart(choice.offer, identity, at)] : []
    return [{ identity, guid: choice.guid, path: at, what: "the choice" }, ...options, ...offers]
  })
  return [itself, ...choices]
}

const offerPart = ({ guid, offerType }: Offer, place: string, path: string): Identity => ({
  identity: key("offer", place, offerType),
  guid,
  path: `${path}.offer`,
  what: "the offer",
})

const key = (...parts: string[]) => JSON.stringify(parts)

const plain = (text: string) => text.normalize("NFC").trim().toLowerCase()
