import { type MailContent, mailContent } from "../mail/mail-content.ts"
import { momentInWords } from "../mail/moment-in-words.ts"
import type { Waiting } from "./waiting-requests.ts"

/** Says that cancellations wait for a person, and nothing of whose they are. */
export function waitingMail(workspaceName: string, { count, oldest }: Waiting, link: string): MailContent {
  const isOne = count === 1
  const cancellations = isOne ? "1 cancellation waits" : `${count.toLocaleString("en-US")} cancellations wait`
  const since =
    oldest === null ? "" : `${isOne ? "It" : "The oldest"} was requested on ${momentInWords(oldest)}.`
  return mailContent({
    subject: `${cancellations} for a person`,
    paragraphs: [
      `${cancellations} in ${workspaceName}. Nothing has carried ${isOne ? "it" : "them"} out. ${since}`,
      `Each customer was told that the cancellation is requested, and that you will confirm it by mail. Cancel the subscription in your billing, tell the customer, and mark the request as done.`,
    ],
    action: { label: "See what waits", url: link },
    notes: [
      "While anything waits, this mail comes once a day. More cancellations within an hour come in one mail.",
    ],
  })
}
