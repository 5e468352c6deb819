import type Stripe from "stripe"
import type { World } from "./world.ts"

export interface CustomerFacts {
  id: string
  name?: string | null
  email?: string | null
  metadata?: Record<string, string>
}

export function makeCustomer(world: World, facts: CustomerFacts): Stripe.Customer {
  const customer: Stripe.Customer = {
    id: facts.id,
    object: "customer",
    address: null,
    balance: 0,
    created: world.clock.now(),
    currency: null,
    customer_account: null,
    default_source: null,
    delinquent: false,
    description: null,
    email: facts.email ?? null,
    invoice_prefix: facts.id.slice(-8).toUpperCase(),
    invoice_settings: {
      custom_fields: null,
      default_payment_method: null,
      footer: null,
      rendering_options: null,
    },
    livemode: world.livemode,
    metadata: facts.metadata ?? {},
    name: facts.name ?? null,
    next_invoice_sequence: 1,
    phone: null,
    preferred_locales: [],
    shipping: null,
    tax_exempt: "none",
    test_clock: null,
  }
  world.customers.set(customer.id, customer)
  return customer
}
