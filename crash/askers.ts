import { createHmac, randomUUID } from "node:crypto"
import { setTimeout as sleep } from "node:timers/promises"
import type { FlowAction } from "@holdfast/protocol"
import type { Billed } from "./billed.ts"
import type { Journal } from "./journal.ts"
import { oneOf } from "./prng.ts"
import { type Product, until } from "./product.ts"

/** What a customer asked for, and what they were told. */
export interface Asked {
  customerId: string
  action: FlowAction
  /** null where no answer came before the campaign was over. */
  told: "asked" | "applied" | "scheduled" | "refused" | "unknown" | null
}

/** A request on record, with what the billing system has done. */
export interface Outcome {
  customerId: string
  action: string
  state: string
  isForPerson: boolean
}

const askersAtOnce = 3
const patienceMs = 20_000
const againMs = 100

interface Act {
  action: Asked["action"]
  body: object
}

/** What each of them asks for: what would be seen if it was done twice, and the end of the subscription. */
const acts: [Act, ...Act[]] = [
  { action: "discount", body: { coupon: "STAY" } },
  { action: "extend-trial", body: { days: 7 } },
  { action: "cancel", body: { cancelAtPeriodEnd: true } },
]

/** Customers who ask one after the other for something that the billing system carries out, each once, until they are stopped. */
export function startAskers(product: Product, journal: Journal, billed: Billed, random: () => number) {
  const stopping = new AbortController()
  const asked: Asked[] = []
  const working = Array.from({ length: askersAtOnce }, async (_, asker) => {
    for (let n = 0; !stopping.signal.aborted; n++) {
      const act = oneOf(random, acts)
      const one: Asked = { customerId: `asks-${asker}-${n}`, action: act.action, told: null }
      billed.addCustomer(one.customerId, { isOnTrial: act.action === "extend-trial" })
      asked.push(one)
      await askUntilTold(product, journal, one, act.body, stopping.signal)
    }
  })
  return {
    asked,
    /** How many wait for their answer. */
    waiting: () => asked.filter(({ told }) => told === null).length,
    async stop() {
      stopping.abort()
      await Promise.all(working)
    },
  }
}

/** Sends one request, the same again until it is answered. */
async function askUntilTold(
  product: Product,
  journal: Journal,
  one: Asked,
  body: object,
  signal: AbortSignal,
): Promise<void> {
  const { appId, flowKey } = product.keys
  const { customerId, action } = one
  const authHash = createHmac("sha256", flowKey).update(customerId).digest("hex")
  const run = randomUUID()
  while (!signal.aborted && one.told === null) {
    const answer = await fetch(`${product.url}/v1/flow/action`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ app: appId, customerId, authHash, run, action, body }),
      signal: AbortSignal.timeout(patienceMs),
    }).then(
      async (response) => ({ status: response.status, text: await response.text() }),
      () => null,
    )
    if (answer && answer.status < 300) one.told = JSON.parse(answer.text).state ?? "asked"
    else if (answer?.status === 402) one.told = "refused"
    else if (answer && answer.status < 500)
      throw new Error(`${action} was not taken: ${answer.status} ${answer.text}`)
    else if (answer?.status === 500) journal.fault(`${action} was answered with 500: ${answer.text}`)
    if (one.told === null) await sleep(againMs)
  }
  journal.note({ asked: one })
}

const unsettled = `select state, action, attempt, count(*)::integer as n from action_request
  where customer_id like 'asks-%' and (state in ('sending', 'unknown') or state = 'asked' and person_called_at is null)
  group by state, action, attempt`
const onRecord = `select customer_id as "customerId", action, state, person_called_at is not null as "isForPerson"
  from action_request where customer_id like 'asks-%'`

const hourMs = 3_600_000

/**
 * What is wrong with what was asked for, once the job of each minute has settled what nobody knew. An hour of the server's
 * clock goes by in each minute: what was asked while the clock was ahead is asked about by that clock, and so is, an hour
 * later, what the billing was too slow to tell.
 */
export async function findFaultsOfAsked(
  { ask, moveClock }: Product,
  billed: Billed,
  asked: readonly Asked[],
): Promise<string[]> {
  const began = performance.now()
  let left: object[] = []
  await until("every request is settled", 600_000, async () => {
    const minutes = Math.floor((performance.now() - began) / 60_000)
    moveClock((2 + minutes) * hourMs)
    left = await ask(unsettled)
    return left.length === 0
  }).catch((error: unknown) => {
    throw new Error(`${error instanceof Error ? error.message : error} Left: ${JSON.stringify(left)}`)
  })
  return faultsOfAsked(asked, await ask<Outcome>(onRecord), billed.timesDone)
}

/** Each request is on record once, was done as often as the record says, and is what its customer was told. */
export function faultsOfAsked(
  asked: readonly Asked[],
  outcomes: readonly Outcome[],
  timesDone: (customerId: string) => number,
): string[] {
  const byCustomer = Map.groupBy(outcomes, ({ customerId }) => customerId)
  return asked.flatMap(({ customerId, action, told }) => {
    const [outcome, ...others] = byCustomer.get(customerId) ?? []
    const times = timesDone(customerId)
    const what = `${action} of ${customerId}, told ${told},`
    const found: string[] = []
    if (others.length > 0) found.push(`${what} is on record ${others.length + 1} times.`)
    if (!outcome && told !== null) found.push(`${what} is lost.`)
    const isDone = outcome?.state === "applied" || outcome?.state === "scheduled"
    // a person's work is theirs: what is known of it may be less than what was done
    const wanted = isDone ? 1 : 0
    if (outcome && !outcome.isForPerson && times !== wanted)
      found.push(`${what} is ${outcome.state} and was done ${times} times.`)
    if (times > 1) found.push(`${what} was done ${times} times.`)
    if (!outcome && times > 0) found.push(`${what} was done and is not on record.`)
    if ((told === "applied" || told === "scheduled" || told === "refused") && outcome?.state !== told)
      found.push(`${what} is ${outcome?.state} now.`)
    return found
  })
}
