import { type Mode, type OfferAction, offerActions, offerTypeOf } from "@holdfast/protocol"
import {
  type BillingPermissionName,
  billingPermissionNames,
  billingPermissions,
} from "@holdfast/protocol/dashboard"
import type { BlueprintFault, PlacedOffer } from "@holdfast/protocol/flow"
import type { Billing } from "./billing.ts"

/**
 * The offers that nobody can carry out in a mode, decision 63: not the key of the connected billing system, no endpoint of the
 * company, and no handler of the page that people of the workspace tell of. Where nothing is connected, the page's handlers
 * are the only way and nobody can see them, so nothing is said.
 */
export async function uncarriedOffers(
  { systemOf, providerOf }: Pick<Billing, "systemOf" | "providerOf">,
  workspaceId: string,
  mode: Mode,
  offers: readonly PlacedOffer[],
): Promise<BlueprintFault[]> {
  const system = await systemOf(workspaceId, mode)
  if (!system) return []
  const carried = (await providerOf(workspaceId, mode)).capabilities()
  const byPage = system.pageActions ?? []
  return offers.flatMap(({ offer, path }): BlueprintFault[] => {
    const action = actionOf(offer.offerType)
    if (action === undefined || carried.has(action) || byPage.includes(action)) return []
    const fault = faultWords(mode, neededFor(action, system.missing ?? []))
    return [{ path: `${path}.offerType`, guid: offer.guid, fault }]
  })
}

const actionOf = (offerType: string): OfferAction | undefined =>
  offerActions.find((action) => offerTypeOf[action] === offerType)

const neededFor = (action: OfferAction, missing: readonly BillingPermissionName[]): string[] =>
  billingPermissionNames
    .filter(
      (name) => missing.includes(name) && billingPermissions[name].actions.some((each) => each === action),
    )
    .map((name) => `${billingPermissions[name].resource} (${billingPermissions[name].level})`)

function faultWords(mode: Mode, lacking: readonly string[]): string {
  const why =
    lacking.length === 0
      ? "Stripe does not do it"
      : `the Stripe key lacks ${lacking.join(" and ")}; grant it in Stripe under Developers, API keys, and check the key again on the page Billing`
  return `is one that nobody can carry out in ${mode} mode: ${why}, or say there that your page has a handler`
}
