import type Stripe from "stripe"
import { idOf } from "../id-of.ts"

type PhaseParams = Stripe.SubscriptionScheduleUpdateParams.Phase
type Phase = Stripe.SubscriptionSchedule.Phase

const idOrNone = (object: string | { id: string } | null | undefined): string | undefined =>
  object ? idOf(object) : undefined

interface AppliedDiscount {
  coupon: string | { id: string } | null
  discount: string | { id: string } | null
  promotion_code: string | { id: string } | null
}

/** One that is there is named by itself: to name its coupon would begin it anew. */
function discountParams({ coupon, discount, promotion_code }: AppliedDiscount) {
  if (discount) return { discount: idOf(discount) }
  if (promotion_code) return { promotion_code: idOf(promotion_code) }
  return coupon ? { coupon: idOf(coupon) } : {}
}

/** No list where it would be empty: to send none is to keep what holds without it, such as a discount of the customer. */
const filled = <T>(list: readonly T[] | null | undefined): T[] | null => (list?.length ? [...list] : null)

/**
 * The running phase of a schedule as it is to be sent back. What is sent takes the place of all phases, and what is left out
 * of one is lost with it. What it added to the invoice of its start is left out: it was billed.
 */
export function phaseParams(phase: Phase): PhaseParams {
  const { automatic_tax, invoice_settings, transfer_data, trial_end } = phase
  return {
    items: phase.items.map(itemParams),
    start_date: phase.start_date,
    end_date: phase.end_date,
    proration_behavior: phase.proration_behavior,
    metadata: phase.metadata ?? {},
    ...given({
      application_fee_percent: phase.application_fee_percent,
      billing_cycle_anchor: phase.billing_cycle_anchor,
      billing_thresholds: phase.billing_thresholds && given(phase.billing_thresholds),
      collection_method: phase.collection_method,
      discounts: filled(phase.discounts.map(discountParams)),
      default_tax_rates: filled(phase.default_tax_rates?.map(idOf)),
      default_payment_method: idOrNone(phase.default_payment_method),
      description: phase.description,
      on_behalf_of: idOrNone(phase.on_behalf_of),
      trial_end,
    }),
    ...(automatic_tax && {
      automatic_tax: { enabled: automatic_tax.enabled, ...liableParty(automatic_tax.liability) },
    }),
    ...(invoice_settings && {
      invoice_settings: {
        ...given({
          days_until_due: invoice_settings.days_until_due,
          description: invoice_settings.description,
          footer: invoice_settings.footer,
          custom_fields: invoice_settings.custom_fields,
          account_tax_ids: invoice_settings.account_tax_ids?.map(idOf),
        }),
        ...(invoice_settings.issuer && { issuer: partyParams(invoice_settings.issuer) }),
      },
    }),
    ...(transfer_data && {
      transfer_data: {
        destination: idOf(transfer_data.destination),
        ...given({ amount_percent: transfer_data.amount_percent }),
      },
    }),
  }
}

const itemParams = (item: Phase["items"][number]): PhaseParams["items"][number] => ({
  price: idOf(item.price),
  ...given({
    discounts: filled(item.discounts.map(discountParams)),
    quantity: item.quantity,
    metadata: item.metadata,
    tax_rates: filled(item.tax_rates?.map(idOf)),
  }),
  ...(item.billing_thresholds?.usage_gte != null && {
    billing_thresholds: { usage_gte: item.billing_thresholds.usage_gte },
  }),
})

interface Party {
  account?: string | { id: string }
  type: string
}

const partyParams = ({ account, type }: Party) => ({ type, ...given({ account: idOrNone(account) }) })

const liableParty = (liability: Party | null) => (liability ? { liability: partyParams(liability) } : {})

type Given<T> = { [K in keyof T]?: NonNullable<T[K]> }

/** The fields that have a value: Stripe takes no null. */
const given = <T extends object>(fields: T): Given<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value != null)) as Given<T>
