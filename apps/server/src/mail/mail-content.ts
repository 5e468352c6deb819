import { escapeHtml } from "./escape-html.ts"

/** What a mail says, in the order in which it is read. Plain text: it is escaped where it becomes HTML. */
export interface MailWords {
  subject: string
  paragraphs: readonly string[]
  /** The one thing to do. */
  action?: { label: string; url: string }
  /** Below the action: until when, and what to do if it was not expected. */
  notes?: readonly string[]
}

export interface MailContent {
  subject: string
  text: string
  html: string
  /** As `OutgoingMail` takes it. */
  unsubscribe?: string
}

/** Both forms of a mail: whoever reads text reads all that whoever reads HTML does. */
export function mailContent({ subject, paragraphs, action, notes = [] }: MailWords): MailContent {
  const text = [...paragraphs, ...(action ? [`${action.label}:\n${action.url}`] : []), ...notes].join("\n\n")
  const button = action
    ? `<p style="margin:24px 0"><a href="${escapeHtml(action.url)}" style="${buttonStyle}">${escapeHtml(action.label)}</a></p>`
    : ""
  const html = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(subject)}</title></head>
<body style="margin:0;padding:32px 16px;background:#f6f7f7;font:15px/1.6 system-ui,sans-serif;color:#1d2424">
<div style="max-width:520px;margin:0 auto;padding:32px;background:#fff;border:1px solid #e3e7e7;border-radius:8px">
<h1 style="margin:0 0 16px;font-size:18px;line-height:1.4">${escapeHtml(subject)}</h1>
${paragraphs.map(paragraph).join("\n")}
${button}
${notes.map((note) => `<p style="margin:0 0 8px;font-size:13px;color:#5b6666">${escapeHtml(note)}</p>`).join("\n")}
</div></body></html>`
  return { subject: oneLine(subject), text: `${text}\n`, html }
}

const buttonStyle =
  "display:inline-block;padding:10px 18px;border-radius:6px;background:#0f6e6e;color:#fff;font-weight:600;text-decoration:none"

const paragraph = (words: string) => `<p style="margin:0 0 12px">${escapeHtml(words)}</p>`

/** A break in a subject would begin another header. */
const oneLine = (text: string) => text.replace(/\s+/g, " ").trim()
