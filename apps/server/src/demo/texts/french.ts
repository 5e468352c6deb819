import type { TextStock } from "./stock.ts"

export const french: TextStock = {
  openers: [
    "J’aime bien l’outil, vraiment.",
    "Merci pour tout.",
    "Rien contre vous.",
    "En deux mots :",
    "L’équipe du support est très gentille.",
  ],
  closers: [
    "Je reviendrai peut-être.",
    "Gardez mes données, s’il vous plaît.",
    "Bonne continuation !",
    "Merci d’avoir rendu la résiliation si simple.",
    "Voilà, c’est tout.",
  ],
  features: [
    "une vraie vue calendrier",
    "l’export vers Excel",
    "un mode hors ligne",
    "la connexion unique",
    "une meilleure recherche",
    "le suivi du temps",
  ],
  troubles: [
    "l’application me déconnectait sans arrêt",
    "la synchronisation s’arrêtait toute seule",
    "les pages étaient très lentes",
    "l’import échouait sans explication",
  ],
  reasons: {
    "too-expensive": [
      "C’est devenu trop cher pour moi.",
      "Deux hausses de prix en un an, c’est beaucoup.",
      "Nous devons réduire les dépenses cette année.",
      "Un tarif étudiant m’aurait fait rester.",
    ],
    "not-using": [
      "Je ne l’ai presque pas ouvert ce mois-ci.",
      "Je n’ai plus le temps en ce moment.",
      "Notre projet est en pause jusqu’au printemps.",
    ],
    "missing-features": [
      "Il me manque {feature}.",
      "Sans {feature}, ça ne marche pas pour nous.",
      "J’avais demandé {feature} il y a des mois.",
    ],
    "technical-problems": [
      "Ces dernières semaines, {trouble}.",
      "J’ai abandonné parce que {trouble}.",
      "Le support a aidé, mais {trouble}.",
    ],
    switching: [
      "Mon équipe utilise déjà autre chose.",
      "Nous avons tout regroupé dans une seule suite.",
      "J’ai trouvé un outil plus simple.",
    ],
    "project-over": [
      "Le mémoire est rendu, je n’en ai plus besoin.",
      "La mission est terminée.",
      "C’était pour un seul événement.",
    ],
    other: ["Je change de métier.", "Je fais le tri dans mes abonnements.", "Inscrit deux fois par erreur."],
  },
}
