import type { OutboxMail, OutboxPage } from "@holdfast/protocol/dashboard"
import { fixtureNow } from "../rows.ts"
import { type Answer, answer } from "./answer.ts"
import { hostileTexts } from "./hostile-rows.ts"
import type { Scenario } from "./state.ts"

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

/** The outbox of a scenario. */
export const answerMail = (scenario: Scenario): Answer =>
  answer<OutboxPage>({ isConfigured: scenario !== "no-mail", mails: mailsOf(scenario), next: null })

function mailsOf(scenario: Scenario): OutboxMail[] {
  if (scenario === "empty") return []
  if (scenario === "hostile") {
    return hostileTexts.map((text, index) => mail(index + 1, { subject: text, to: text, lastError: text }))
  }
  return known
}
