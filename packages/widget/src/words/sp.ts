import type { CoreWords } from "./en.ts"

export const sp: CoreWords = {
  title: "Cancelar tu suscripción",
  loading: "Un momento",
  close: "Cerrar",
  back: "Atrás",
  keepSubscription: "Mantener mi suscripción",
  cancelSubscription: "Cancelar suscripción",
  confirmTitle: "¿Cancelar tu suscripción?",
  confirmBody: "Puedes volver cuando quieras.",
  acknowledge: "Entiendo lo que ocurre al cancelar.",
  mustAcknowledge: "Marca la casilla para continuar.",
  working: "Un momento, nos ocupamos de ello",
  failedTitle: "No ha funcionado",
  failedBody: "No se ha cambiado nada. Inténtalo de nuevo o vuelve atrás.",
  tryAgain: "Intentar de nuevo",
  doneCancel: "Tu suscripción está cancelada",
  doneOffer: "Todo listo",
  thanks: "Gracias por tu tiempo con nosotros.",
  glad: "Nos alegra que te quedes.",
  savedTitle: "Tu solicitud está guardada",
  savedBody:
    "Ahora no podemos conectar con nuestro servidor. Tu solicitud queda en este navegador y se enviará en cuanto sea posible.",
  goToAccount: "Volver a mi cuenta",
}
