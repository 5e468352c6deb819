import type { CoreWords } from "./en.ts"

export const de: CoreWords = {
  title: "Abo kündigen",
  loading: "Einen Moment",
  close: "Schließen",
  back: "Zurück",
  keepSubscription: "Abo behalten",
  cancelSubscription: "Abo kündigen",
  confirmTitle: "Abo wirklich kündigen?",
  confirmBody: "Sie können jederzeit zurückkommen.",
  acknowledge: "Ich weiß, was die Kündigung bedeutet.",
  mustAcknowledge: "Bitte setzen Sie das Häkchen, um fortzufahren.",
  working: "Einen Moment, wir kümmern uns darum",
  failedTitle: "Das hat nicht geklappt",
  failedBody: "Es wurde nichts geändert. Bitte versuchen Sie es erneut oder gehen Sie zurück.",
  tryAgain: "Erneut versuchen",
  doneCancel: "Ihr Abo ist gekündigt",
  doneOffer: "Alles erledigt",
  thanks: "Danke für die Zeit mit uns.",
  glad: "Schön, dass Sie bleiben.",
  savedTitle: "Ihr Auftrag ist gespeichert",
  savedBody:
    "Unser Server ist gerade nicht erreichbar. Ihr Auftrag bleibt in diesem Browser und wird gesendet, sobald es geht.",
  goToAccount: "Zurück zu meinem Konto",
}
