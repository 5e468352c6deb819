import type { ApiErrorBody, MailText, OutboxMail, OutboxPage } from "@holdfast/protocol"
import type { Scenario } from "./fixture-state.ts"
import { hostileTexts } from "./hostile-rows.ts"
import { fixtureNow } from "./rows.ts"

type Answer = { status: number; body: OutboxPage | OutboxMail | MailText | ApiErrorBody }

const at = (minutesAgo: number) => new Date(fixtureNow.getTime() - minutesAgo * 60_000).toISOString()

function mail(number: number, parts: Partial<OutboxMail> = {}): OutboxMail {
  return {
    id: `01990000-0000-7000-8000-${String(number).padStart(12, "0")}`,
    to: "grace@example.com",
    subject: `Mail ${number}`,
    kind: "invitation",
    state: "queued",
    isPersonal: false,
    isKept: true,
    attempts: 0,
    lastError: null,
    nextTryAt: at(-4),
    createdAt: at(number * 5),
    sentAt: null,
    expiresAt: at(-7 * 24 * 60),
    ...parts,
  }
}

const ended = { isKept: false, nextTryAt: null }
const known: OutboxMail[] = [
  mail(1, {
    subject: "Join Acme Cloud on Holdfast",
    attempts: 3,
    lastError: "The mail server could not be reached or did not answer as it should: connect ECONNREFUSED",
  }),
  mail(2, { subject: "Choose a new password", kind: "password-reset", isPersonal: true }),
  mail(3, {
    subject: "Your export could not be finished",
    kind: "export-failed",
    state: "failed",
    attempts: 1,
    lastError: "The mail server does not take mail for this recipient: 550 5.1.1 no such user",
    nextTryAt: null,
  }),
  mail(4, {
    subject: "Your export is ready",
    kind: "export-ready",
    state: "sent",
    attempts: 1,
    sentAt: at(19),
    ...ended,
  }),
  mail(5, { subject: "Expired", state: "failed", lastError: "It expired before it was sent.", ...ended }),
]

const harm = "<script>parent.document.body.textContent = 'taken over'</script>"
const html = `<!doctype html><html><body style="background:#f6f7f7"><h1>Join</h1><p>Come in.</p>${harm}
<a href="https://example.com/" target="_top">Accept</a></body></html>`

/** The outbox of a scenario, two to a page where there are `many`. */
export function answerMail(scenario: Scenario, method: string, url: URL): Answer {
  const [id, way] = url.pathname.split("/mail/")[1]?.split("/") ?? []
  const mails = mailsOf(scenario)
  if (id === undefined) {
    const start = mails.findIndex((each) => each.id === url.searchParams.get("before")) + 1
    const shown = scenario === "many" ? mails.slice(start, start + 2) : mails
    const next = scenario === "many" && start + 2 < mails.length ? (shown.at(-1)?.id ?? null) : null
    return { status: 200, body: { isConfigured: scenario !== "no-mail", mails: shown, next } }
  }
  const found = mails.find((each) => each.id === id)
  if (!found) return refusal(404, "mail_not_found", "This workspace has no mail with that id.")
  if (way === "retry" && method === "POST") {
    if (found.state === "failed") return refusal(409, "mail_expired", "This mail has expired.")
    return { status: 200, body: found }
  }
  return {
    status: 200,
    body: { id, subject: found.subject, text: "Come in.\n\nAccept:\nhttps://example.com/\n", html },
  }
}

function mailsOf(scenario: Scenario): OutboxMail[] {
  if (scenario === "empty") return []
  if (scenario === "hostile") {
    return hostileTexts.map((text, index) => mail(index + 1, { subject: text, to: text, lastError: text }))
  }
  return known
}

const refusal = (status: number, code: string, message: string): Answer => ({
  status,
  body: { error: { code, message } },
})
