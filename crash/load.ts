import { createHmac, randomUUID } from "node:crypto"
import { setTimeout as sleep } from "node:timers/promises"
import type { SessionFacts } from "@holdfast/protocol"
import type { Journal, Report } from "./journal.ts"
import { oneOf } from "./prng.ts"
import type { Product } from "./product.ts"

/** Customers at a time, so few that most of their sessions bounce. */
const customers = 12
/** Others come after so many sessions: half of what the server takes of one customer in an hour, since chance picks them. */
const sessionsOfThem = customers * 30
const visitors = 4
/** A visitor waits so long for an answer, and so long before they try again. */
const patienceMs = 20_000
const againMs = 100

/** Visitors who report one session after the other until they are stopped. */
export function startLoad(product: Product, journal: Journal, random: () => number) {
  const stopping = new AbortController()
  let begun = 0
  const nextCustomer = () => {
    const group = Math.floor(begun++ / sessionsOfThem)
    return `crash-${group * customers + Math.floor(random() * customers)}`
  }
  const working = Array.from({ length: visitors }, async () => {
    while (!stopping.signal.aborted) {
      await visit(product, journal, nextCustomer(), random, stopping.signal)
    }
  })
  return {
    async stop() {
      stopping.abort()
      await Promise.all(working)
    },
  }
}

/** Reports come late, twice and out of order, as those of browsers do. */
async function visit(
  product: Product,
  journal: Journal,
  customerId: string,
  random: () => number,
  signal: AbortSignal,
) {
  const run = randomUUID()
  const ending = oneOf<SessionFacts>(random, [
    { canceled: true },
    {
      canceled: false,
      acceptedOffer: { offerType: "DISCOUNT", couponId: "STAY", couponType: "PERCENT", couponAmount: 20 },
    },
    { canceled: false, acceptedOffer: { offerType: "PAUSE", pauseDuration: 2, pauseInterval: "MONTH" } },
    { aborted: true },
    {},
  ])
  const answers = { surveyChoiceValue: oneOf(random, ["Too expensive", "Missing a feature", "Other"]) }
  const reports = [{}, answers, { ...answers, ...ending }].map((facts, i): Report => {
    const revision = i + 1
    return { run, customerId, revision, facts: { ...facts, feedback: `${run} ${revision}` } }
  })
  const order = random() < 0.15 ? [2, 1, 3, 3] : random() < 0.1 ? [3, 1, 2] : [1, 2, 3]
  for (const revision of order) {
    const report = reports[revision - 1]
    if (report) await deliver(product, journal, report, signal)
  }
}

async function deliver(product: Product, journal: Journal, report: Report, signal: AbortSignal) {
  const { run, customerId, revision, facts } = report
  const { appId, flowKey } = product.keys
  const authHash = createHmac("sha256", flowKey).update(customerId).digest("hex")
  journal.send(report)
  while (!signal.aborted) {
    const now = Date.now()
    const sentAt = performance.now()
    const body = {
      app: appId,
      customerId,
      authHash,
      run,
      startedAt: now,
      sentAt: now,
      revision,
      session: facts,
    }
    const answer = await fetch(`${product.url}/v1/flow/report`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(patienceMs),
    }).then(
      async (response) => ({ status: response.status, text: await response.text() }),
      () => null,
    )
    if (answer?.status === 200) return journal.acknowledge(report, sentAt)
    if (answer && answer.status < 500)
      throw new Error(`A report was refused: ${answer.status} ${answer.text}`)
    if (answer?.status === 500) journal.fault(`A report was answered with 500: ${answer.text}`)
    await sleep(againMs)
  }
}
