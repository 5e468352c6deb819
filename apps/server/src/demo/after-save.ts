import type { OfferType } from "@holdfast/protocol"

/** What becomes of customers who did not cancel, by the offer that they took; `none` where they only closed the flow. */
export interface AfterSave {
  /** How many of them open the flow again to leave, and in how many days. Of a pause: after it is over. */
  comesBack: { share: number; fromDay: number; toDay: number }
  /** How many of the others leave without the flow, and in how many days. Of a pause: after it is over. */
  leaves: { share: number; fromDay: number; toDay: number }
}

const after = (
  [share, fromDay, toDay]: [number, number, number],
  [leaving, leavesFrom, leavesTo]: [number, number, number],
): AfterSave => ({
  comesBack: { share, fromDay, toDay },
  leaves: { share: leaving, fromDay: leavesFrom, toDay: leavesTo },
})

/**
 * A discount holds until it runs out. A pause loses a few at its end and keeps the rest. Who changed to a plan that fits stays. Who
 * was sent to the archive is soon gone.
 */
const afterSave: Readonly<Record<OfferType | "none", AfterSave>> = {
  DISCOUNT: after([0.44, 32, 95], [0.12, 60, 130]),
  PAUSE: after([0.14, 0, 12], [0.05, 1, 20]),
  PLAN_CHANGE: after([0.05, 30, 150], [0.03, 20, 200]),
  TRIAL_EXTENSION: after([0.37, 6, 15], [0.1, 14, 30]),
  CONTACT: after([0.24, 8, 45], [0.07, 15, 90]),
  REDIRECT: after([0.4, 5, 40], [0.22, 4, 35]),
  REBATE: after([0.34, 28, 75], [0.08, 30, 90]),
  CUSTOM: after([0.12, 25, 120], [0.04, 30, 120]),
  none: after([0.11, 4, 80], [0.16, 6, 100]),
}

export const becomesOf = (offerType: string | null | undefined): AfterSave =>
  (offerType && afterSave[offerType as OfferType]) || afterSave.none
