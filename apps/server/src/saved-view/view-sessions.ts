import {
  type Dimension,
  type Mode,
  modes,
  type OfferWord,
  readDimensionValue,
  writeFilterValue,
} from "@holdfast/protocol"
import { type Choice, type Choices, readChoices, readSearch } from "@holdfast/protocol/dashboard"
import type { SessionFilter, Values } from "../session/read/session-filter.ts"

/** Which sessions a saved view is of, whatever days it shows. */
export interface ViewSessions {
  mode: Mode
  search: string | null
  /** None while a search goes through everything: filters rest then, as on the page. */
  choices: Choices
}

/** The whole page: every live session. */
export const allSessions: ViewSessions = { mode: "live", search: null, choices: [] }

/** @param address as the view keeps it. What of it cannot be read is left out, as the page does. */
export function sessionsOfView(address: string): ViewSessions {
  const parts = Object.fromEntries(new URLSearchParams(address))
  const mode = modes.find((each) => each === parts.mode) ?? "live"
  const { search } = readSearch(parts)
  const isSpanning = search !== null && !search.isWithin
  return { mode, search: search?.text ?? null, choices: isSpanning ? [] : readChoices(parts).choices }
}

/** The same sessions as the page asks for with these choices. */
export function filterOfView(workspaceId: string, { mode, search, choices }: ViewSessions): SessionFilter {
  const chosen = (isExcluded: boolean) => choices.filter((choice) => choice.isExcluded === isExcluded)
  const [is, not] = [byDimension(chosen(false)), byDimension(chosen(true))]
  // a session in progress has no saveType either, and yet is no cancellation
  const noOutcome = [...(is.saveType ? ["open"] : []), ...(not.saveType?.includes(null) ? ["canceled"] : [])]
  if (not.saveType) not.saveType = not.saveType.filter((value) => value !== null)
  if (noOutcome.length > 0) not.outcome = [...(not.outcome ?? []), ...noOutcome]
  const [offers, notOffers] = [wordsOf(chosen(false)), wordsOf(chosen(true))]
  return {
    ...{ workspaceId, mode, search: search ?? undefined, is, not },
    ...(offers.length > 0 && { offers }),
    ...(notOffers.length > 0 && { notOffers }),
  }
}

function byDimension(choices: Choices): Partial<Record<Dimension, Values>> {
  const found: Partial<Record<Dimension, Values>> = {}
  for (const { dimension, value } of choices) {
    if (dimension === "offers") continue
    found[dimension] = [...(found[dimension] ?? []), storedValue(dimension, value)]
  }
  return found
}

/** As the sessions have it, whatever its case in the address. */
const storedValue = (dimension: Exclude<Choice["dimension"], "offers">, value: string | null) =>
  dimension === "outcome" ? value : readDimensionValue(dimension, writeFilterValue(value))

/** What the reader of addresses has let through. */
const wordsOf = (choices: Choices) =>
  choices.filter(({ dimension }) => dimension === "offers").map(({ value }) => value as OfferWord)
