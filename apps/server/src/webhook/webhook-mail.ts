import { type MailContent, mailContent } from "../mail/mail-content.ts"
import { momentInWords } from "../mail/moment-in-words.ts"

interface Said {
  workspaceName: string
  /** Of the endpoint. */
  url: string
  since: Date
  link: string
}

/** An endpoint has failed for an hour. */
export const failingMail = ({ workspaceName, url, since, link }: Said): MailContent =>
  mailContent({
    subject: "A webhook endpoint does not take deliveries",
    paragraphs: [
      `No delivery has arrived at ${url} since ${momentInWords(since)}. It is an endpoint of ${workspaceName}.`,
      "Each delivery is tried eight times over about 27 hours. After five days of failure the endpoint is turned off.",
    ],
    action: { label: "See what it answered", url: link },
  })

/** An endpoint was turned off after five days. */
export const turnedOffMail = ({ workspaceName, url, since, link }: Said): MailContent =>
  mailContent({
    subject: "A webhook endpoint was turned off",
    paragraphs: [
      `No delivery has arrived at ${url} since ${momentInWords(since)}, so this endpoint of ${workspaceName} was turned off.`,
      "What happens meanwhile is kept for 30 days. Turn the endpoint on again when its server works, and have what it missed sent again.",
    ],
    action: { label: "See the endpoint", url: link },
  })
