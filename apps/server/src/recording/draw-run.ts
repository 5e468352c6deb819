import type { SessionFacts } from "@holdfast/protocol"
import { type PricedCustomer, pricedFields, type RunPicture } from "@holdfast/protocol/dashboard"
import type { Blueprint } from "@holdfast/protocol/flow"
import { nameMergeFields, type RecordedLog } from "@holdfast/protocol/recording"
import { presentWith } from "../flow/present/present-flow.ts"
import { wishesOf } from "../flow/present/speak-to.ts"

/** What a run was made of, beside its log. */
export interface DrawnRun {
  log: RecordedLog | null
  facts: SessionFacts
  /** The version that was shown; null where it is gone. */
  blueprint: Blueprint | null
  /** The run's own id, which its reasons are shuffled by. */
  run: string
}

/** What can be had for a player. */
export interface PlayerParts {
  /** Whether recordings of a build can be played. */
  has(build: string): Promise<boolean>
  pathOf(build: string): string
  /** A logo as `data:`; null where it cannot be had. */
  imageAt(address: string): Promise<string | null>
}

/**
 * What a player needs to show a run as its customer saw it. The values of merge fields stay here: a recording names the fields that had
 * one, and those stand in the texts by their names.
 */
export async function drawRun(
  { log, facts, blueprint, run }: DrawnRun,
  parts: PlayerParts,
): Promise<RunPicture> {
  if (log === null || log.moves.length === 0) return { kind: "none", why: "unrecorded" }
  const { head } = log
  if (head === null) return { kind: "none", why: "headless" }
  if (blueprint === null) return { kind: "none", why: "version" }
  if (!(await parts.has(head.build))) return { kind: "none", why: "player" }
  const wishes = wishesOf({ detectedLang: facts.detectedLang, lang: facts.overriddenLang })
  const presented = presentWith(blueprint, { run, wishes }, (text) => nameMergeFields(text, head.mergeFields))
  const { brandImage } = blueprint.content.branding
  return {
    kind: "drawn",
    player: parts.pathOf(head.build),
    blueprint: presented.blueprint,
    customer: pricedOf(facts.customer),
    brandImage: brandImage ? await parts.imageAt(brandImage) : null,
  }
}

/** Of the customer no more than their prices are worked out from. */
function pricedOf(customer: SessionFacts["customer"]): PricedCustomer | null {
  if (!customer) return null
  const known = pricedFields.filter((field) => Object.hasOwn(customer, field))
  return known.length > 0 ? Object.fromEntries(known.map((field) => [field, customer[field]])) : null
}
