import { setTimeout as sleep } from "node:timers/promises"
import { loadSecret } from "../apps/server/src/account/secret.ts"
import { openDatabase } from "../apps/server/src/db/database.ts"
import type { PostgresAddress } from "../apps/server/src/db/embedded-postgres.ts"
import { queueMail } from "../apps/server/src/mail/queue-mail.ts"
import { smtpRefusal, testMailServer } from "../apps/server/src/testing/test-mail-server.ts"

export const moods = ["refuses every mail for now", "takes a connection and says nothing", "is gone"] as const
export type Mood = (typeof moods)[number]

/** A mail as the database has it. */
export interface QueuedMail {
  recipient: string
  state: "queued" | "sent" | "failed"
}

/** A mail as the relay took it. */
export interface ArrivedMail {
  to: string
  messageId: string
}

/** The mail server that Holdfast sends through. */
export interface Relay {
  url: string
  suffer(mood: Mood): Promise<void>
  recover(): Promise<void>
  /** Has Holdfast send one more mail, to somebody who gets no other. */
  queueOne(address: PostgresAddress, dataDir: string): Promise<void>
  arrived(): ArrivedMail[]
  close(): Promise<void>
}

const dayMs = 24 * 3600_000

export async function openRelay(): Promise<Relay> {
  let mood: Mood | null = null
  let queued = 0
  const server = await testMailServer({
    onMailFrom(_address, _session, done) {
      if (mood === moods[0]) done(smtpRefusal(451, "Try again later"))
      else if (mood !== moods[1]) done()
    },
  })
  return {
    url: server.url,
    async suffer(suffered) {
      mood = suffered
      if (mood === "is gone") await server.stop()
    },
    async recover() {
      if (mood === "is gone") await server.start()
      mood = null
    },
    async queueOne(address, dataDir) {
      const database = openDatabase(address, () => {})
      const now = new Date()
      queued += 1
      const mail = {
        workspaceId: null,
        kind: "password-reset",
        to: `crash-${queued}@example.com`,
        content: { subject: "Crash", text: "Crash", html: "<p>Crash</p>" },
        isPersonal: true,
        expiresAt: new Date(now.getTime() + dayMs),
      } as const
      try {
        await database.db.transaction().execute((trx) => queueMail(trx, loadSecret(dataDir, null), mail, now))
      } finally {
        await database.close()
      }
    },
    arrived: () =>
      server.received.map(({ envelope, mail }) => ({
        to: envelope.to.join(),
        messageId: mail.messageId ?? "",
      })),
    close: () => server.stop(),
  }
}

type Ask = <Row>(text: string) => Promise<Row[]>

/**
 * Waits until nothing is queued, without the pauses between tries; of the five minutes that a worker has a mail to itself, one is
 * left to it. What is left after three minutes stays queued.
 */
export async function deliverAll(ask: Ask): Promise<QueuedMail[]> {
  for (const end = performance.now() + 180_000; ; await sleep(1000)) {
    await ask("update mail set due_at = now() where state = 'queued'")
    await ask("update mail set held_until = null where held_until < now() + interval '4 minutes'")
    await ask("select graphile_worker.add_job('deliver-mail', job_key => 'deliver-mail')")
    const mails = await ask<QueuedMail>("select recipient, state from mail where recipient like 'crash-%'")
    if (mails.every(({ state }) => state !== "queued") || performance.now() > end) return mails
  }
}

/** Every mail arrives. One whose server died may come twice, and then says so by its Message-ID. */
export function faultsOfMail(mails: readonly QueuedMail[], arrived: readonly ArrivedMail[]): string[] {
  const byRecipient = Map.groupBy(arrived, ({ to }) => to)
  return mails.flatMap(({ recipient, state }) => {
    const theirs = byRecipient.get(recipient) ?? []
    const ids = new Set(theirs.map(({ messageId }) => messageId))
    if (state !== "sent") return [`The mail to ${recipient} is ${state}.`]
    if (theirs.length === 0) return [`The mail to ${recipient} was sent, and never arrived.`]
    return ids.size > 1 ? [`The mail to ${recipient} came under ${ids.size} ids.`] : []
  })
}
