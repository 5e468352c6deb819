/**
 * Words that the flow of last resort needs, so they travel with the script itself. A page replaces any word by
 * key through `i18n.messages`.
 */
export const en = {
  title: "Cancel your subscription",
  loading: "One moment",
  close: "Close",
  back: "Back",
  keepSubscription: "Keep my subscription",
  cancelSubscription: "Cancel subscription",
  confirmTitle: "Cancel your subscription?",
  confirmBody: "You can come back whenever you like.",
  acknowledge: "I understand what happens when I cancel.",
  mustAcknowledge: "Please tick the box to go on.",
  working: "One moment, we are taking care of it",
  failedTitle: "That did not work",
  failedBody: "Nothing was changed. Please try again, or go back.",
  tryAgain: "Try again",
  doneCancel: "Your subscription is cancelled",
  doneOffer: "All set",
  thanks: "Thank you for your time with us.",
  glad: "We are glad that you are staying.",
  savedTitle: "Your request is saved",
  savedBody:
    "We cannot reach our server right now. Your request is kept in this browser and sent as soon as it can be.",
  goToAccount: "Back to my account",
}

export type CoreWords = Record<keyof typeof en, string>
