import type { HeldRate } from "@holdfast/protocol/dashboard"
import { type AfterSaves, afterSaves, type HeldSaves, type Paid } from "../billing/events/after-saves.ts"
import { type Followed, heldRate } from "../billing/events/held-rate.ts"
import type { Aftermaths } from "../billing/events/offer-aftermath.ts"
import type { Beside } from "./panel.ts"

const read = new WeakMap<Beside, Promise<AfterSaves>>()

/** What came after the saves of a page. Several panels are made of it, and those that are answered together read it once. */
function readBeside(beside: Beside): Promise<AfterSaves> {
  const known = read.get(beside)
  if (known) return known
  const { moment, filter, asOf, panels } = beside
  const asked = {
    held: panels.has("held") || panels.has("cohorts"),
    startMonths: panels.has("cohorts"),
    paid: panels.has("held") || panels.has("flowMetrics"),
    offers: panels.has("offers"),
  }
  const after = afterSaves(moment, filter, asOf, asked)
  read.set(beside, after)
  return after
}

/** How long the saves held; asked by the panels `held` and `cohorts`. */
export async function savesBeside(beside: Beside): Promise<HeldSaves> {
  const { held } = await readBeside(beside)
  if (!held) throw new Error("The saves of a page are read for the panels held and cohorts only")
  return held
}

/** What was paid after the saves, null where no billing tells; asked by the panels `held` and `flowMetrics`. */
export const paidBeside = async (beside: Beside): Promise<Paid[] | null> => (await readBeside(beside)).paid

/** What became of those who accepted an offer, null where no billing tells; asked by the panel `offers`. */
export const aftermathsBeside = async (beside: Beside): Promise<Aftermaths | null> =>
  (await readBeside(beside)).aftermaths

export const heldRates = (saves: readonly Followed[]): HeldRate[] =>
  ([30, 60, 90] as const).map((days) => ({ days, ...heldRate(saves, days) }))
