import { loadSecret } from "../../account/secret.ts"
import { type Billing, type BillingOptions, openBilling } from "../billing.ts"
import { acceptEveryKey } from "./fake-key-check.ts"

/** What tells people in tests. */
export const testTeller = {
  secret: loadSecret("", "a secret for tests, long enough to be taken"),
  url: "https://holdfast.example.com",
}

/** Billing for tests, which logs nothing unless a test listens. */
export const testBilling = (options: Pick<BillingOptions, "now"> & Partial<BillingOptions>): Billing =>
  openBilling({ teller: testTeller, log: { warn: () => {} }, checkKey: acceptEveryKey, ...options })
