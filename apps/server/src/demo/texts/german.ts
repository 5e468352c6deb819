import type { TextStock } from "./stock.ts"

export const german: TextStock = {
  openers: [
    "Eigentlich ein gutes Produkt.",
    "Danke für alles bisher.",
    "Es liegt nicht an euch.",
    "Kurz gesagt:",
    "Vorab: Der Support war super.",
    "Schade eigentlich.",
  ],
  closers: [
    "Vielleicht komme ich wieder.",
    "Bitte meine Daten noch nicht löschen.",
    "Macht weiter so!",
    "Danke, dass das Kündigen so einfach ist.",
    "Viele Grüße aus Köln",
    "Mehr gibt es nicht zu sagen.",
  ],
  features: [
    "eine richtige Kalenderansicht",
    "ein Export nach Excel",
    "die Anmeldung über unser Firmenkonto",
    "ein Offline-Modus",
    "wiederkehrende Aufgaben",
    "eine bessere Suche",
    "ein Gastzugang ohne eigene Lizenz",
  ],
  troubles: [
    "die App hat mich jeden Tag abgemeldet",
    "die Synchronisierung hing ständig",
    "das Laden dauerte ewig",
    "der Import brach ohne Meldung ab",
    "Benachrichtigungen kamen doppelt",
  ],
  reasons: {
    "too-expensive": [
      "Für mich allein ist es einfach zu teuer.",
      "Nach der Preiserhöhung lohnt es sich nicht mehr.",
      "Wir müssen überall sparen, leider auch hier.",
      "Ein kleinerer Tarif hätte mir gereicht.",
      "Als Studentin kann ich mir das gerade nicht leisten.",
    ],
    "not-using": [
      "Ich nutze es kaum noch.",
      "Mir fehlt im Moment die Zeit.",
      "Unser Projekt ruht bis zum Frühjahr.",
      "Im Team schaut nur noch einer rein.",
    ],
    "missing-features": [
      "Was ich brauche, fehlt: {feature}.",
      "Uns fehlte vor allem eines: {feature}.",
      "Seit Monaten gewünscht, noch nicht da: {feature}.",
    ],
    "technical-problems": [
      "In letzter Zeit lief es nicht rund: {trouble}.",
      "Aufgegeben habe ich am Ende aus einem Grund: {trouble}.",
      "Zweimal Ärger in einer Woche, {trouble}.",
    ],
    switching: [
      "Wir sind auf eine andere Lösung umgestiegen.",
      "Der neue Arbeitgeber gibt uns das Werkzeug vor.",
      "Ich habe etwas Einfacheres gefunden.",
    ],
    "project-over": [
      "Die Abschlussarbeit ist abgegeben, ich brauche es nicht mehr.",
      "Das Kundenprojekt ist fertig.",
      "War nur für eine Veranstaltung gedacht.",
    ],
    other: [
      "Wir geben das Geschäft auf.",
      "Ich räume gerade meine Abos auf.",
      "Doppelt angemeldet, mein Fehler.",
    ],
  },
}
