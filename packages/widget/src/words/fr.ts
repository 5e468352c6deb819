import type { CoreWords } from "./en.ts"

export const fr: CoreWords = {
  title: "Résilier votre abonnement",
  loading: "Un instant",
  close: "Fermer",
  back: "Retour",
  keepSubscription: "Garder mon abonnement",
  cancelSubscription: "Résilier l’abonnement",
  confirmTitle: "Résilier votre abonnement ?",
  confirmBody: "Vous pouvez revenir quand vous voulez.",
  acknowledge: "Je comprends ce que la résiliation entraîne.",
  mustAcknowledge: "Veuillez cocher la case pour continuer.",
  working: "Un instant, nous nous en occupons",
  failedTitle: "Cela n’a pas fonctionné",
  failedBody: "Rien n’a été modifié. Réessayez ou revenez en arrière.",
  tryAgain: "Réessayer",
  doneCancel: "Votre abonnement est résilié",
  doneOffer: "C’est fait",
  thanks: "Merci pour le temps passé avec nous.",
  glad: "Nous sommes heureux que vous restiez.",
  savedTitle: "Votre demande est enregistrée",
  savedBody:
    "Notre serveur est injoignable pour le moment. Votre demande est gardée dans ce navigateur et sera envoyée dès que possible.",
  goToAccount: "Retour à mon compte",
}
