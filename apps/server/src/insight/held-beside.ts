import type { HeldRate } from "@holdfast/protocol/dashboard"
import { type Followed, heldRate } from "../billing/events/held-rate.ts"
import { type HeldSaves, heldSaves } from "../billing/events/held-saves.ts"
import type { Beside } from "./panel.ts"

const read = new WeakMap<Beside, Promise<HeldSaves>>()

/** The saves of a page with how long they held. Two panels are made of them, and read them once. */
export function savesBeside(beside: Beside): Promise<HeldSaves> {
  const known = read.get(beside)
  if (known) return known
  const saves = heldSaves(beside.moment, beside.filter, beside.asOf)
  read.set(beside, saves)
  return saves
}

export const heldRates = (saves: readonly Followed[]): HeldRate[] =>
  ([30, 60, 90] as const).map((days) => ({ days, ...heldRate(saves, days) }))
