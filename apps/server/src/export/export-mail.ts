import { type MailContent, mailContent } from "../mail/mail-content.ts"
import { sizeInWords } from "./size-in-words.ts"
import type { StoredExport } from "./to-export.ts"

/** The page of an export. @param key of a mailed link */
export function exportUrl(url: string, appId: string, id: string, key: string | null): string {
  const query = new URLSearchParams({ workspace: appId, ...(key !== null && { key }) })
  return `${url}/exports/${id}?${query}`
}

/** @param row as it is once it is done */
export function readyMail(row: StoredExport, link: string): MailContent {
  const rows = Number(row.rows_done).toLocaleString("en-US")
  return mailContent({
    subject: "Your export is ready",
    paragraphs: [
      `${row.file_name} holds ${rows} ${row.rows_done === "1" ? "session" : "sessions"} in ${sizeInWords(Number(row.bytes_done))}.`,
      `Filter: ${row.filter_words}`,
    ],
    action: { label: "Download the file", url: link },
    notes: [
      "The link works for 24 hours, as often as you like, for owners and admins of the workspace who are signed in.",
      `SHA-256: ${row.sha256}`,
    ],
  })
}

export const failedMail = (row: StoredExport, reason: string, link: string): MailContent =>
  mailContent({
    subject: "Your export failed",
    paragraphs: [
      reason,
      `Filter: ${row.filter_words}`,
      "No file was kept. You can ask for the export again.",
    ],
    action: { label: "See your exports", url: link },
  })
