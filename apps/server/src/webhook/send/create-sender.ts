import { type Mode, modes } from "@holdfast/protocol"
import type { Logger } from "pino"
import type { Secret } from "../../account/secret.ts"
import type { Billing } from "../../billing/billing.ts"
import type { Database } from "../../db/database.ts"
import { isDatabaseAway } from "../../db/is-database-away.ts"
import { describeError } from "../../log/describe-error.ts"
import { readChanges } from "../../session/change/read-changes.ts"
import { withPatience } from "../../with-patience.ts"
import { readLog } from "../read-log.ts"
import { type RestingDelivery, tellCustomers } from "../tell-customers.ts"
import { type ClaimedDelivery, claimDeliveries, type DueEndpoint, dueEndpoints } from "./claim-deliveries.ts"
import { Lanes } from "./lanes.ts"
import { letterOf } from "./letter-of.ts"
import { noteHealth } from "./note-health.ts"
import type { Post } from "./open-post.ts"
import { type SentDelivery, settleDeliveries } from "./settle-deliveries.ts"

export interface SenderOptions {
  database: Pick<Database, "db">
  secret: Secret
  post: Post
  /** Whose own customer object is told with a session. */
  systemOf: Billing["systemOf"]
  log: Pick<Logger, "warn">
  now: () => Date
}

export interface Sender {
  /** Looks for news and for deliveries that are due, and sends until there are none. */
  workOff(): Promise<void>
  /** Does so each second from now on. */
  start(): void
  /** Begins nothing more. What is on its way has three seconds; whatever does not end by then is sent again by the next. */
  stop(): Promise<void>
}

const everyMs = 1000
const limitMs = 15_000
/** A delivery whose server died is sent again after so long. */
const leaseMs = 4 * limitMs
const patienceMs = 3000
/** Workspaces whose change logs are read in one turn, so that many do not hold up what is due. */
const logsAtOnce = 200

/** What sends deliveries, in each process of Holdfast. Nothing of the database is held while a server is asked. */
export function createSender({ database, secret, post, systemOf, log, now }: SenderOptions): Sender {
  const { db } = database
  const lanes = new Lanes()
  const onTheWay = new Set<Promise<void>>()
  /** Of endpoints whose next deliveries are being taken at this moment. */
  const taking = new Set<string>()
  let ended: SentDelivery[] = []
  let writing: Promise<void> | null = null
  let lastRead = ""
  let isStopping = false
  let timer: NodeJS.Timeout | null = null
  let turn: Promise<unknown> = Promise.resolve()

  const warn = (error: unknown, what: string) => log.warn({ error: describeError(error) }, what)

  /** One at a time: what ends meanwhile is written together. */
  function writeDown(): Promise<void> {
    writing ??= (async () => {
      while (ended.length > 0) {
        const batch = ended
        ended = []
        try {
          await settleDeliveries(db, batch)
          for (const theirs of Map.groupBy(batch, ({ delivery }) => delivery.endpoint_id).values())
            await noteHealth(db, theirs)
        } catch (error) {
          // they are due again when their leases are over
          warn(error, "could not write down how deliveries of webhooks went")
        }
      }
      writing = null
    })()
    return writing
  }

  async function send(
    endpoint: DueEndpoint,
    delivery: ClaimedDelivery,
    hasEnded: (arrived: boolean) => void,
  ) {
    const at = now()
    const posted = await post.send({ ...letterOf(secret, endpoint, delivery, at), limitMs })
    hasEnded(posted.error === null)
    ended.push({ delivery, posted, at })
    const written = writeDown()
    if (lanes.isWorthTaking(endpoint.id)) await takeNext(endpoint)
    await written
  }

  /** @returns how many it took */
  async function takeNext(endpoint: DueEndpoint): Promise<number> {
    const room = lanes.roomOf(endpoint.id)
    if (isStopping || room === 0 || taking.has(endpoint.id)) return 0
    taking.add(endpoint.id)
    const slots = Array.from({ length: room }, () => lanes.take(endpoint.id))
    try {
      const claimed = await claimDeliveries(db, endpoint, room, now(), new Date(now().getTime() + leaseMs))
      for (const delivery of claimed) {
        const slot = slots.pop()
        if (!slot) break
        const sending = send(endpoint, delivery, slot).catch((error: unknown) =>
          warn(error, "could not send a webhook"),
        )
        onTheWay.add(sending)
        void sending.finally(() => onTheWay.delete(sending))
      }
      return claimed.length
    } finally {
      taking.delete(endpoint.id)
      for (const slot of slots) slot(null)
    }
  }

  /** @returns whether there was anything to do */
  async function takeTurn(): Promise<boolean> {
    const read = await readLogs()
    const due = await dueEndpoints(db, now())
    const taken = await Promise.all(
      due.map((endpoint) =>
        takeNext(endpoint).catch((error: unknown) => {
          // one endpoint must not keep the others waiting
          warn(error, "could not take up the deliveries of a webhook endpoint")
          return 0
        }),
      ),
    )
    return read || taken.some((count) => count > 0)
  }

  async function readLogs(): Promise<boolean> {
    const readers = await db
      .selectFrom("webhook_reader")
      .select(["workspace_id", "cursor"])
      .orderBy((eb) => eb("workspace_id", "<=", lastRead || nobody))
      .orderBy("workspace_id")
      .limit(logsAtOnce)
      .execute()
    let hasNews = false
    for (const { workspace_id, cursor } of readers) {
      try {
        if ((await readChanges(db, workspace_id, cursor, 1)).length === 0) continue
        const { changes, resting } = await readLog(
          { db },
          workspace_id,
          now(),
          await connectedModes(workspace_id),
        )
        if (changes > 0) hasNews = true
        if (resting.length > 0) askForCustomers(workspace_id, resting)
      } catch (error) {
        if (isDatabaseAway(error)) throw error
        log.warn(
          { workspace: workspace_id, error: describeError(error) },
          "could not read the change log for webhooks",
        )
      }
    }
    lastRead = readers.length < logsAtOnce ? "" : (readers.at(-1)?.workspace_id ?? "")
    return hasNews
  }

  async function connectedModes(workspaceId: string): Promise<Set<Mode>> {
    const systems = await Promise.all(modes.map((mode) => systemOf(workspaceId, mode)))
    return new Set(modes.filter((_, i) => systems[i] !== null))
  }

  /** Nobody waits for it: other workspaces' deliveries go on meanwhile. */
  function askForCustomers(workspace: string, resting: readonly RestingDelivery[]): void {
    const onFault = (error: unknown) =>
      log.warn({ workspace, error: describeError(error) }, "webhooks tell of customers without the billing")
    const asking = tellCustomers({ db, systemOf, now, onFault }, workspace, resting).catch((error: unknown) =>
      warn(error, "could not write the billing's customers into webhooks"),
    )
    onTheWay.add(asking)
    void asking.finally(() => onTheWay.delete(asking))
  }

  return {
    async workOff() {
      for (let isBusy = true; isBusy; ) isBusy = (await takeTurn()) || (await settle())
      await settle()
    },
    start() {
      timer = setInterval(() => {
        if (isStopping) return
        turn = turn.then(takeTurn).catch((error: unknown) => warn(error, "could not look for due webhooks"))
      }, everyMs)
    },
    async stop() {
      isStopping = true
      if (timer) clearInterval(timer)
      await turn
      await withPatience(settle(), patienceMs)
    },
  }

  /** @returns whether anything was on its way */
  async function settle(): Promise<boolean> {
    const had = onTheWay.size > 0
    while (onTheWay.size > 0) await Promise.all(onTheWay)
    return had
  }
}

/** Before every workspace. */
const nobody = "00000000-0000-0000-0000-000000000000"
