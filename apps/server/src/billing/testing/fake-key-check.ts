import type { CheckKey } from "../connection/check-stripe-key.ts"

/** For tests: every key is one of Acme's, and may do everything. Nothing outside is asked. */
export const acceptEveryKey: CheckKey = async () => ({
  kind: "works",
  account: { id: "acct_1", name: "Acme" },
  missing: [],
})
