import { type Mode, modes } from "@holdfast/protocol"
import {
  type BlueprintContent,
  type BlueprintFault,
  offersIn,
  type PlacedOffer,
} from "@holdfast/protocol/flow"
import { describeError } from "../log/describe-error.ts"
import type { Billing } from "./billing.ts"
import type { NamedTerms } from "./billing-system.ts"
import { uncarriedOffers } from "./uncarried-offers.ts"
import { within } from "./within.ts"

/** A person waits for the publication. */
const limitMs = 5000

/** A coupon or a plan that an offer names, and where. */
interface Named {
  kind: keyof NamedTerms
  id: string
  path: string
  guid: string
}

/**
 * The offers that nobody could keep in a connected mode: those that nobody there can carry out, and what the others name and
 * the billing system does not know. One that gives no answer keeps nobody from publishing.
 * @param content of the right shape
 */
export async function offerFaults(
  billing: Pick<Billing, "systemOf" | "providerOf" | "log">,
  workspaceId: string,
  { steps }: BlueprintContent,
): Promise<BlueprintFault[]> {
  const offers = steps.flatMap((step, i) => offersIn(step, `steps[${i}]`))
  const ofModes = await Promise.all(
    modes.map(async (mode) => {
      const uncarried = await uncarriedOffers(billing, workspaceId, mode, offers)
      // who may not see the coupons cannot tell which there are
      const others = offers.filter(({ offer }) => !uncarried.some(({ guid }) => guid === offer.guid))
      return [...uncarried, ...(await unknownTerms(billing, workspaceId, mode, namedIn(others)))]
    }),
  )
  return ofModes.flat()
}

async function unknownTerms(
  { systemOf, log }: Pick<Billing, "systemOf" | "log">,
  workspaceId: string,
  mode: Mode,
  named: readonly Named[],
): Promise<BlueprintFault[]> {
  const system = named.length > 0 && (await systemOf(workspaceId, mode))
  if (!system) return []
  const idsOf = (kind: Named["kind"]) => [
    ...new Set(named.flatMap((each) => (each.kind === kind ? [each.id] : []))),
  ]
  const asked = { coupons: idsOf("coupons"), prices: idsOf("prices") }
  try {
    const unknown = await within(limitMs, (signal) => system.findUnknown(asked, signal))
    if (unknown === "late") throw new Error(`The billing system did not answer within ${limitMs} ms`)
    return named.flatMap(({ kind, id, path, guid }): BlueprintFault[] =>
      unknown[kind].includes(id) ? [{ path, guid, fault: faultWords(kind, id, mode) }] : [],
    )
  } catch (error) {
    log.warn({ workspace: workspaceId, mode, error: describeError(error) }, "offers were published unchecked")
    return []
  }
}

const words = { coupons: "coupon", prices: "price" } as const

const faultWords = (kind: Named["kind"], id: string, mode: Mode) =>
  `is ${id}: Stripe knows no ${words[kind]} of that id in ${mode} mode, or it is not offered any more`

const namedIn = (offers: readonly PlacedOffer[]): Named[] =>
  offers.flatMap(({ offer, path }): Named[] => {
    const { guid } = offer
    if (offer.offerType === "DISCOUNT")
      return [{ kind: "coupons", id: offer.coupon.id, path: `${path}.coupon.id`, guid }]
    if (offer.offerType !== "PLAN_CHANGE") return []
    return offer.plans.map(({ id }, p) => ({ kind: "prices", id, path: `${path}.plans[${p}].id`, guid }))
  })
