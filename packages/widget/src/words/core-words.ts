/**
 * What has to be said before the flow is there, or without one: the built-in confirm step from its first moment to
 * its end. Everything else comes with the flow. English stands here; the build makes one `app.js` for each language, with
 * its words in this place, and the server sends the one that the browser asks for (decision 50).
 */
export const core = {
  /** As the wire spells it: Spanish is `sp`. */
  lang: "en",
  words: {
    title: "Cancel your subscription",
    loading: "One moment",
    close: "Close",
    back: "Back",
    keepSubscription: "Keep my subscription",
    cancelSubscription: "Cancel subscription",
    confirmTitle: "Cancel your subscription?",
    confirmBody: "You can come back whenever you like.",
    working: "One moment, we are taking care of it",
    slowTitle: "This is taking longer than usual",
    slowBody: "You can wait here, or close this.",
    failedTitle: "That did not work",
    failedBody: "Nothing was changed. Please try again, or go back.",
    tryAgain: "Try again",
    doneCancel: "Your subscription is cancelled",
    thanks: "Thank you for your time with us.",
    savedTitle: "Your request is saved",
    savedBody:
      "We cannot reach our server right now. Your request is kept in this browser and sent as soon as it can be.",
    arrivedTitle: "Your request has arrived",
    goToAccount: "Back to my account",
  },
}

export type CoreWord = keyof (typeof core)["words"]
