import { percent, tenths, type Weekday, weekdayNames } from "@holdfast/protocol/dashboard"
import { escapeHtml } from "../../mail/escape-html.ts"
import type { MailContent } from "../../mail/mail-content.ts"
import { figureLink, pageLink, type ShownAt } from "../view-link.ts"
import type { Mover } from "./biggest-mover.ts"
import { type DigestFigures, type DigestText, headlineOf, type ShareLine } from "./read-digest.ts"

export interface DigestWords {
  workspaceName: string
  /** null for all sessions of the page. */
  viewName: string | null
  weekday: Weekday
  hour: number
  /** The reader's own: days and times are of it. */
  timeZone: string
  at: ShownAt
  figures: DigestFigures
  unsubscribe: string
}

/** A week of figures. Bars are cells of tables, so that they stand there where images do not. */
export function digestMail(words: DigestWords): MailContent {
  // without the view's name: colleagues see subjects in the outbox
  const subject = `${words.workspaceName}: ${daysOf(words)} in cancellations`.replace(/\s+/g, " ").trim()
  return { subject, text: textOf(words), html: htmlOf(words, subject), unsubscribe: words.unsubscribe }
}

function textOf({ figures, at, unsubscribe, ...words }: DigestWords): string {
  const { outcomes, reasons, mover, texts } = figures
  const list = (title: string, lines: readonly ShareLine[]) =>
    lines.length === 0
      ? []
      : [[title, ...lines.map((line) => `${bar(line.share.rate)} ${shareWords(line)}`)].join("\n")]
  return [
    `${words.workspaceName}: ${daysOf({ ...words, at })}`,
    whatOf({ ...words, at }),
    headlineOf(figures)
      .map(
        ({ name, says, aside, moved, goal }) =>
          `${name}: ${[says, moved, aside, goal].filter(Boolean).join(" · ")}`,
      )
      .join("\n"),
    ...(figures.now.sessions === 0 ? [nothing] : []),
    ...(mover ? [`What moved most\n${moverWords(mover)}`] : []),
    ...list("How they ended", outcomes),
    ...list("Why", reasons),
    ...(texts.length > 0
      ? [
          [
            "In their own words",
            ...texts.map((each) => `${textHead(each)}“${each.text}”\n${sessionLink(at, each)}`),
          ].join("\n\n"),
        ]
      : []),
    `See these days in the dashboard:\n${pageLink(at)}`,
    footOf({ ...words, figures, at, unsubscribe }).join("\n"),
    `Do not send this mail any more:\n${unsubscribe}\nAnother day or time:\n${accountLink(at)}`,
  ].join("\n\n")
}

function htmlOf(words: DigestWords, subject: string): string {
  const { figures, at, unsubscribe } = words
  const { outcomes, reasons, mover, texts } = figures
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">
<title>${escapeHtml(subject)}</title>
<style>
:root{color-scheme:light dark}
@media (prefers-color-scheme:dark){
.page{background:#121717!important}.card{background:#1a2121!important;border-color:#2e3838!important}
.ink,h1,h2{color:#e6ebeb!important}.less{color:#a3afaf!important}.line{border-color:#2e3838!important}
.track{background:#2a3434!important}.fill{background:#3aa8a8!important}.link{color:#5cc4c4!important}
.button{background:#2f9494!important;color:#071414!important}}
</style></head>
<body class="page ink" style="margin:0;padding:24px 12px;background:#f6f7f7;font:15px/1.5 system-ui,-apple-system,'Segoe UI',sans-serif;color:#1d2424">
<table role="presentation" class="card" width="100%" cellpadding="0" cellspacing="0" style="max-width:600px;margin:0 auto;background:#fff;border:1px solid #e3e7e7;border-radius:8px;border-collapse:separate">
<tr><td style="padding:28px">
<h1 style="margin:0;font-size:20px;line-height:1.3">${escapeHtml(words.workspaceName)}: ${escapeHtml(daysOf(words))}</h1>
<p class="less" style="margin:4px 0 20px;color:#5b6666">${escapeHtml(whatOf(words))}</p>
${headlineTable(words)}
${figures.now.sessions === 0 ? `<p style="margin:16px 0">${nothing}</p>` : ""}
${mover ? `${heading("What moved most")}<p style="margin:0">${linked(figureLink(at, mover.choices), moverWords(mover))}</p>` : ""}
${barTable("How they ended", outcomes, at)}
${barTable("Why", reasons, at)}
${texts.length > 0 ? heading("In their own words") + texts.map((each) => quote(each, at)).join("\n") : ""}
<p style="margin:28px 0 0"><a class="button" href="${escapeHtml(pageLink(at))}" style="display:inline-block;padding:10px 18px;border-radius:6px;background:#0f6e6e;color:#fff;font-weight:600;text-decoration:none">See these days in the dashboard</a></p>
</td></tr>
<tr><td class="less line" style="padding:16px 28px;border-top:1px solid #e3e7e7;font-size:13px;color:#5b6666">
${footOf(words)
  .map((sentence) => `<p style="margin:0 0 6px">${escapeHtml(sentence)}</p>`)
  .join("\n")}
<p style="margin:0"><a class="link" href="${escapeHtml(unsubscribe)}" style="color:#0f6e6e">Do not send this mail any more</a> · <a class="link" href="${escapeHtml(accountLink(at))}" style="color:#0f6e6e">Another day or time</a></p>
</td></tr></table>
</body></html>`
}

const heading = (title: string) =>
  `<h2 style="margin:28px 0 8px;font-size:15px;line-height:1.4">${escapeHtml(title)}</h2>`

const linked = (href: string | null, words: string) =>
  href === null
    ? escapeHtml(words)
    : `<a class="link" href="${escapeHtml(href)}" style="color:#0f6e6e;text-decoration:none">${escapeHtml(words)}</a>`

const cell = "padding:6px 0;border-top:1px solid #e3e7e7;vertical-align:top"

function headlineTable({ figures, at }: DigestWords): string {
  const rows = headlineOf(figures).map(
    ({ name, says, aside, goal, moved, choices }) => `<tr>
<td class="line" style="${cell}">${escapeHtml(name)}${[aside, goal].map(lessWords).join("")}</td>
<td class="line less" align="right" style="${cell};color:#5b6666;white-space:nowrap;padding-right:16px">${escapeHtml(moved ?? "")}</td>
<td class="line" align="right" style="${cell};font-weight:600;white-space:nowrap">${linked(figureLink(at, choices), says)}</td></tr>`,
  )
  return `<table width="100%" cellpadding="0" cellspacing="0" style="border-collapse:collapse">
<tr><td class="less" style="padding:0 0 4px;font-size:13px;color:#5b6666">Figure</td><td class="less" align="right" style="padding:0 16px 4px 0;font-size:13px;color:#5b6666">Against the week before</td><td></td></tr>
${rows.join("\n")}</table>`
}

const lessWords = (words: string | null) =>
  words === null
    ? ""
    : `<br><span class="less" style="font-size:13px;color:#5b6666">${escapeHtml(words[0]?.toUpperCase() ?? "")}${escapeHtml(words.slice(1))}</span>`

function barTable(title: string, lines: readonly ShareLine[], at: ShownAt): string {
  if (lines.length === 0) return ""
  const rows = lines.map((line) => {
    const part = Math.round((line.share.rate ?? 0) * 100)
    const filled =
      part > 0
        ? `<td class="fill" width="${part}%" height="10" style="background:#0f6e6e;font-size:0;line-height:10px">&nbsp;</td>`
        : ""
    const open =
      part < 100
        ? `<td class="track" width="${100 - part}%" height="10" style="background:#e8eded;font-size:0;line-height:10px">&nbsp;</td>`
        : ""
    return `<tr><td style="padding:6px 0 2px">${linked(figureLink(at, line.choices), line.name)}</td>
<td class="less" align="right" style="padding:6px 0 2px;color:#5b6666;white-space:nowrap">${escapeHtml(figuresOf(line))}</td></tr>
<tr><td colspan="2"><table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="border-collapse:collapse"><tr>${filled}${open}</tr></table></td></tr>`
  })
  return `${heading(title)}<table width="100%" cellpadding="0" cellspacing="0" style="border-collapse:collapse">
${rows.join("\n")}</table>`
}

const quote = (each: DigestText, at: ShownAt) =>
  `<blockquote class="line" style="margin:0 0 12px;padding:0 0 0 12px;border-left:3px solid #c9d2d2">
<span class="less" style="font-size:13px;color:#5b6666">${escapeHtml(textHead(each))}</span>“${escapeHtml(each.text)}” ${linked(sessionLink(at, each), "Session")}</blockquote>`

/** The survey answer and the question, before what was written. */
function textHead({ reason, question }: DigestText): string {
  const said = [reason, question].filter((each) => each !== null)
  return said.length > 0 ? `${said.join(" · ")}: ` : ""
}

const figuresOf = ({ share, moved }: ShareLine) =>
  [`${share.count} of ${share.of}`, percent(share.rate), moved].filter(Boolean).join(" · ")

const shareWords = (line: ShareLine) => `${line.name}: ${figuresOf(line)}`

/** Twenty signs wide. */
function bar(rate: number | null): string {
  const filled = Math.round((rate ?? 0) * 20)
  return "█".repeat(filled) + "░".repeat(20 - filled)
}

const points = (part: number) => tenths.format(Math.abs(part) * 100)

/** `Save rate rose by 8.1 points, from 40.2% to 48.3% (likely by 2.0 to 14.1).` */
function moverWords({ name, now, before, difference, low, high }: Mover): string {
  const [least, most] = difference > 0 ? [low, high] : [high, low]
  return `${name} ${difference > 0 ? "rose" : "fell"} by ${points(difference)} points, from ${percent(before.rate)} to ${percent(now.rate)} (likely by ${points(least)} to ${points(most)}).`
}

const nothing = "No session ended in these days."

function daysOf({ at: { span }, timeZone }: Pick<DigestWords, "at" | "timeZone">): string {
  const format = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", timeZone })
  return `${format.format(span.from)} to ${format.format(new Date(span.to.getTime() - 1))}`
}

const modeWords = { live: "live sessions", test: "test sessions", sandbox: "sandbox sessions" }

function whatOf({ viewName, at }: Pick<DigestWords, "viewName" | "at">): string {
  const which = modeWords[at.sessions.mode]
  return viewName === null ? `All ${which}` : `View “${viewName}”, ${which}`
}

function footOf({
  figures,
  timeZone,
  weekday,
  hour,
  workspaceName,
}: Omit<DigestWords, "viewName">): string[] {
  const moment = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "short", timeZone })
  return [
    `As of ${moment.format(figures.asOf)}. Days and times are those of ${timeZone}.`,
    "Bounced sessions and those in progress are not counted. Intervals are 95 %; that of what moved most holds for all rates that were looked at together.",
    `You get this every ${weekdayNames[weekday]} at ${hour}:00 (${timeZone}), because you chose so in ${workspaceName}.`,
  ]
}

const sessionLink = ({ url, appId }: ShownAt, { sessionId }: DigestText) =>
  `${url}/sessions/${sessionId}?${new URLSearchParams({ workspace: appId })}`

const accountLink = ({ url, appId }: ShownAt) =>
  `${url}/account?${new URLSearchParams({ workspace: appId })}#weekly-mail`
