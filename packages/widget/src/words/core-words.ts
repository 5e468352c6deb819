/** The languages of which the script knows words by itself; the others come with the flow. Spanish is `sp` on the wire. */
export const languages = ["en", "fr", "de", "sp"]

/** What a language has no word for is said in English. */
type Row = readonly [en: string, ...others: string[]]

/**
 * What has to be said before the flow is there, or without one: the built-in confirm step from its first moment to
 * its end. Everything else comes with the flow.
 */
export const coreWords = {
  title: ["Cancel your subscription", "Résilier votre abonnement", "Abo kündigen", "Cancelar tu suscripción"],
  loading: ["One moment", "Un instant", "Einen Moment", "Un momento"],
  close: ["Close", "Fermer", "Schließen", "Cerrar"],
  back: ["Back"],
  keepSubscription: ["Keep my subscription"],
  cancelSubscription: ["Cancel subscription"],
  confirmTitle: ["Cancel your subscription?"],
  confirmBody: ["You can come back whenever you like."],
  working: ["One moment, we are taking care of it"],
  slowTitle: ["This is taking longer than usual"],
  slowBody: ["You can wait here, or close this."],
  failedTitle: ["That did not work"],
  failedBody: ["Nothing was changed. Please try again, or go back."],
  tryAgain: ["Try again"],
  doneCancel: ["Your subscription is cancelled"],
  thanks: ["Thank you for your time with us."],
  savedTitle: ["Your request is saved"],
  savedBody: ["Your request is kept in this browser and sent as soon as it can be."],
  arrivedTitle: ["Your request has arrived"],
  goToAccount: ["Back to my account"],
} satisfies Record<string, Row>

export type CoreWord = keyof typeof coreWords
