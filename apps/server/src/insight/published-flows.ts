import type { OfferType } from "@holdfast/protocol"
import { type BlueprintContent, offerLine, offersOf, termsInBlueprint } from "@holdfast/protocol/flow"
import type { Db } from "../db/database.ts"

/** What numbers need to know of one published version of a flow. */
export interface PublishedFlow {
  id: string
  /** "Primary Flow, version 7". */
  name: string
  publishedAt: Date
  choices: readonly PublishedChoice[]
  offers: readonly KnownOffer[]
}

export interface PublishedChoice {
  guid: string
  text: string
  /** The answers to its follow-up question that can be picked. */
  options: readonly string[]
}

export interface KnownOffer {
  guid: string
  offerType: OfferType
  name: string
}

/** Versions whose content is kept. What was published never changes, so it is read once. */
const mostKept = 2000
const kept = new Map<string, Pick<PublishedFlow, "choices" | "offers">>()

/** Every published version of a workspace, also of archived flows, the oldest first. */
export async function readPublishedFlows(db: Db, workspaceId: string): Promise<PublishedFlow[]> {
  const versions = await db
    .selectFrom("blueprint")
    .select(["id", "name", "version", "published_at"])
    .where("workspace_id", "=", workspaceId)
    .orderBy("published_at")
    .orderBy("id")
    .execute()
  const keyOf = (version: (typeof versions)[number]) =>
    [workspaceId, version.id, version.published_at.getTime()].join(" ")
  const missing = versions.filter((version) => !kept.has(keyOf(version))).map(({ id }) => id)
  const contents = missing.length > 0 ? await readContents(db, workspaceId, missing) : new Map()
  const flows = versions.map((version) => {
    const content = contents.get(version.id)
    const parts = kept.get(keyOf(version)) ?? (content ? partsOf(content) : { choices: [], offers: [] })
    kept.delete(keyOf(version))
    kept.set(keyOf(version), parts)
    const { id, name, version: number, published_at: publishedAt } = version
    return { id, name: `${name}, version ${number}`, publishedAt, ...parts }
  })
  for (const longestUnused of kept.keys()) {
    if (kept.size <= mostKept) break
    kept.delete(longestUnused)
  }
  return flows
}

async function readContents(
  db: Db,
  workspaceId: string,
  ids: readonly string[],
): Promise<Map<string, BlueprintContent>> {
  const rows = await db
    .selectFrom("blueprint")
    .select(["id", "content"])
    .where("workspace_id", "=", workspaceId)
    .where("id", "in", ids)
    .execute()
  return new Map(rows.map(({ id, content }) => [id, content]))
}

const partsOf = (content: BlueprintContent): Pick<PublishedFlow, "choices" | "offers"> => ({
  choices: content.steps.flatMap((step) =>
    step.stepType === "SURVEY"
      ? step.survey.choices.map(({ guid, value, followup }) => ({
          guid,
          text: value,
          options: (followup?.options ?? []).map((option) => option.value),
        }))
      : [],
  ),
  offers: offersOf(content).map((offer) => ({
    guid: offer.guid,
    offerType: offer.offerType,
    name:
      offer.offerType === "CUSTOM"
        ? offer.customOfferType || offerLine(termsInBlueprint(offer))
        : offerLine(termsInBlueprint(offer)),
  })),
})
