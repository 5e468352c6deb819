import type { Words } from "./index.ts"

/** How the words about an offer end: `acceptPause`, `donePause`. */
const endings: Record<string, string> = {
  DISCOUNT: "Discount",
  PAUSE: "Pause",
  PLAN_CHANGE: "Plan",
  TRIAL_EXTENSION: "Trial",
  REDIRECT: "Redirect",
  CONTACT: "Contact",
  REBATE: "Rebate",
}

/** The word that says how an offer is taken or that it was; undefined where no kind of its own has one. */
export function offerWord(what: "accept" | "done", offerType: string, words: Words): string | undefined {
  return (words as Record<string, string>)[what + endings[offerType]]
}
