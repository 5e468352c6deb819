import { type Mode, modes } from "@holdfast/protocol"
import type { FoundTerm } from "@holdfast/protocol/dashboard"
import type { Logger } from "pino"
import { rememberByWorkspace } from "../db/remember-by-workspace.ts"
import { describeError } from "../log/describe-error.ts"
import type { BillingSystem, NamedTerms, OfferTerm } from "./billing-system.ts"
import { within } from "./within.ts"

/** Coupons or prices of the connected billing systems in which a text occurs, at most 100. Never throws for what a billing system does. */
export type FindTerms = (workspaceId: string, kind: keyof NamedTerms, search: string) => Promise<FoundTerm[]>

interface Options {
  systemOf(workspaceId: string, mode: Mode): Promise<BillingSystem | null>
  log: Pick<Logger, "warn">
  /** A person types: what takes longer is left out. */
  limitMs?: number
  /** Of what is remembered, in milliseconds. */
  clock?: () => number
}

const most = 100
const rememberMs = 60_000
/** Lists of up to 500 are kept. */
const mostRemembered = 200

/** What people are offered as they type into an offer. Each connected mode is asked once a minute. */
export function createTermsFinder({ systemOf, log, limitMs = 3000, clock }: Options): FindTerms {
  const lists = rememberByWorkspace(
    async (key) => {
      const [workspaceId, mode, kind] = JSON.parse(key) as [string, Mode, keyof NamedTerms]
      const system = await systemOf(workspaceId, mode)
      const listed = system ? await within(limitMs, (signal) => system.listTerms(kind, signal)) : []
      if (listed === "late") throw new Error(`The billing system did not answer within ${limitMs} ms`)
      return listed
    },
    { rememberMs, mostRemembered, ...(clock && { clock }) },
  )
  const listOf = async (workspaceId: string, mode: Mode, kind: keyof NamedTerms): Promise<OfferTerm[]> => {
    try {
      return await lists.of(JSON.stringify([workspaceId, mode, kind]))
    } catch (error) {
      log.warn({ workspace: workspaceId, mode, error: describeError(error) }, "the billing listed no terms")
      return []
    }
  }
  return async (workspaceId, kind, search) => {
    const found = new Map<string, FoundTerm>()
    const ofModes = await Promise.all(modes.map((mode) => listOf(workspaceId, mode, kind)))
    for (const [i, mode] of modes.entries()) {
      for (const { id, words } of ofModes[i] ?? []) {
        const same = found.get(id)
        found.set(id, { id, words: same?.words ?? words, modes: [...(same?.modes ?? []), mode] })
      }
    }
    const wanted = search.trim().toLowerCase()
    return [...found.values()]
      .filter(({ id, words }) => `${id} ${words}`.toLowerCase().includes(wanted))
      .slice(0, most)
  }
}
