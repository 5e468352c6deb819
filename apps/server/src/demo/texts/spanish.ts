import type { TextStock } from "./stock.ts"

export const spanish: TextStock = {
  openers: ["Me gusta, de verdad.", "Gracias por todo.", "No es culpa vuestra.", "En resumen:"],
  closers: [
    "Quizá vuelva más adelante.",
    "Guardad mis datos, por favor.",
    "¡Mucha suerte!",
    "Gracias por hacerlo tan fácil.",
    "Eso es todo.",
  ],
  features: ["exportar a Excel", "un modo sin conexión", "una vista de calendario", "mejores búsquedas"],
  troubles: [
    "la aplicación se cerraba sola",
    "la sincronización fallaba cada día",
    "todo iba muy lento",
    "las notificaciones llegaban dos veces",
  ],
  reasons: {
    "too-expensive": [
      "Es demasiado caro para una sola persona.",
      "Este año no me lo puedo permitir.",
      "Han subido el precio y uso lo mismo que antes.",
    ],
    "not-using": [
      "Casi no lo he usado este mes.",
      "Ahora mismo no tengo tiempo.",
      "El proyecto está parado hasta enero.",
    ],
    "missing-features": ["Echo de menos {feature}.", "Necesitamos {feature} y no está."],
    "technical-problems": ["En las últimas semanas {trouble}.", "Me cansé: {trouble}."],
    switching: ["Mi equipo ya usa otra herramienta.", "He encontrado algo más sencillo."],
    "project-over": ["Ya terminé el proyecto.", "Solo lo necesitaba para un evento."],
    other: ["Cambio de trabajo.", "Me registré dos veces sin querer."],
  },
}
