import type { SendOnce } from "./acts/plan.ts"
import { isOldFault } from "./stripe-errors.ts"

/** More faults than these in a row are no faults of a moment. */
const mostKeys = 5

/**
 * Each call of a request has a key of its own, the same at every sending. Stripe answers a key it knows as it did the first
 * time, also by the fault that it had then, for a day and longer. Such an old fault was looked into before the request was
 * sent again, so it goes under the next key.
 */
export const sendUnder =
  (requestId: string): SendOnce =>
  async (step, send) => {
    for (let n = 1; ; n++) {
      const idempotencyKey = [requestId, step, n > 1 ? String(n) : ""].filter(Boolean).join(":")
      try {
        return await send({ idempotencyKey })
      } catch (error) {
        if (!isOldFault(error) || n === mostKeys) throw error
      }
    }
  }
