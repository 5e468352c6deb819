import { readableText } from "@holdfast/protocol"
import { alertCondition } from "@holdfast/protocol/dashboard"
import { type Kysely, type Selectable, sql } from "kysely"
import type { Logger } from "pino"
import type { Teller } from "../../billing/tell-of-waiting.ts"
import type { Db } from "../../db/database.ts"
import type { AlertRow, Tables } from "../../db/schema.ts"
import { mailContent } from "../../mail/mail-content.ts"
import { momentInWords } from "../../mail/moment-in-words.ts"
import { queueMail } from "../../mail/queue-mail.ts"
import { findSharedView } from "../../saved-view/shared-view.ts"
import {
  allSessions,
  filterOfView,
  sessionsOfView,
  type ViewSessions,
} from "../../saved-view/view-sessions.ts"
import { queueWebhook } from "../../webhook/queue-webhook.ts"
import { actOnDue } from "../act-on-due.ts"
import { findReaders } from "../find-readers.ts"
import { figureLink, pageLink } from "../view-link.ts"
import { judgeAlert } from "./judge-alert.ts"
import { type AlertReading, readAlert } from "./read-alert.ts"

const hourMs = 3_600_000
const mostAtOnce = 200
/** A mail that says that something began is of no use days later. */
const mailLastsMs = 48 * hourMs

type Stored = Selectable<AlertRow>

interface Watching {
  db: Kysely<Tables>
  teller: Teller
  log: Logger
  now: Date
}

/**
 * Reads the alerts that were not read for an hour. Figures are read with nothing held; then one transaction notes how the alert
 * stands, where nobody has read or changed it meanwhile, and puts mail and webhooks on their way. So each beginning and each end is
 * told once, wherever a server dies.
 * @returns how often something was told
 */
export async function watchAlerts(watching: Watching): Promise<number> {
  const { db, log, now } = watching
  const due = await db
    .selectFrom("alert")
    .selectAll()
    .where((eb) => eb.or([eb("read_at", "is", null), eb("read_at", "<=", new Date(now.getTime() - hourMs))]))
    .orderBy(sql`read_at nulls first`)
    .orderBy("id")
    .limit(mostAtOnce)
    .execute()
  return actOnDue(due, (alert) => watchOne(watching, alert), { log, fault: "could not read an alert" })
}

interface Scene {
  workspace: { appId: string; name: string }
  sessions: ViewSessions
  span: { from: Date; to: Date }
}

async function watchOne({ db, teller, now }: Watching, alert: Stored): Promise<boolean> {
  const workspace = await db
    .selectFrom("workspace")
    .select(["app_id as appId", "name", "time_zone as timeZone"])
    .where("id", "=", alert.workspace_id)
    .executeTakeFirst()
  if (!workspace) return false
  const sessions = await sessionsOf(db, alert)
  const span = await windowOf(db, now, alert.window_days, workspace.timeZone)
  const reading: AlertReading = sessions
    ? await readAlert(db, { ...filterOfView(alert.workspace_id, sessions), ...span }, workspace.timeZone, {
        watch: alert.watch,
        leastSample: alert.least_sample,
      })
    : { verdict: "unknown", says: "Its view is gone, or is shared no longer.", choices: [] }
  const judged = judgeAlert(
    { firingSince: alert.firing_since, calmSince: alert.calm_since, isTold: alert.is_told },
    reading.verdict,
    { isMuted: alert.is_muted, now },
  )
  return db.transaction().execute(async (trx) => {
    const { firingSince, calmSince, isTold } = judged.state
    const claimed = await trx
      .updateTable("alert")
      .set({
        ...{ firing_since: firingSince, calm_since: calmSince, is_told: isTold },
        ...{ reading: reading.says, read_at: now },
      })
      .where("workspace_id", "=", alert.workspace_id)
      .where("id", "=", alert.id)
      .where("updated_at", "=", alert.updated_at)
      .where(sql<boolean>`read_at is not distinct from ${alert.read_at}`)
      .returning("mailed")
      .executeTakeFirst()
    if (!claimed || judged.tells === null) return false
    const scene = { workspace, sessions: sessions ?? allSessions, span }
    const since = firingSince ?? alert.firing_since ?? now
    await tell(
      trx,
      teller,
      { ...alert, mailed: claimed.mailed },
      { ...scene, reading, tells: judged.tells, since, now },
    )
    return true
  })
}

/** Null where its view is gone or private. */
async function sessionsOf(db: Db, { workspace_id, view_id }: Stored): Promise<ViewSessions | null> {
  if (view_id === null) return allSessions
  const search = await findSharedView(db, workspace_id, view_id)
  return search === null ? null : sessionsOfView(search)
}

/** So many days of the workspace's calendar up to now, today included. */
async function windowOf(
  db: Db,
  now: Date,
  days: number,
  timeZone: string,
): Promise<{ from: Date; to: Date }> {
  const { rows } = await sql<{ from: Date }>`
    select (date_trunc('day', ${now}::timestamptz at time zone ${timeZone}) - make_interval(days => ${days}::integer - 1))
      at time zone ${timeZone} as "from"`.execute(db)
  const [{ from } = { from: now }] = rows
  return { from, to: now }
}

interface Told extends Scene {
  reading: AlertReading
  tells: "began" | "ended"
  since: Date
  now: Date
}

async function tell(trx: Db, { secret, url }: Teller, alert: Stored, told: Told): Promise<void> {
  const { workspace, sessions, span, reading, tells, since, now } = told
  const at = { url, appId: workspace.appId, sessions, span }
  const link = figureLink(at, reading.choices) ?? pageLink(at)
  const [name, condition] = [readableText(alert.name) ?? "Alert", alertCondition(alert.watch)]
  const content = mailContent({
    subject: tells === "began" ? `Alert: ${name}` : `Over: ${name}`,
    paragraphs: [
      tells === "began"
        ? `${condition}, since ${momentInWords(since)}, in ${readableText(workspace.name) ?? workspace.appId}.`
        : `This has not held for a day: ${condition}. It began ${momentInWords(since)}, in ${readableText(workspace.name) ?? workspace.appId}.`,
      reading.says,
    ],
    action: { label: "See these sessions", url: link },
    notes: [
      `Over ${alert.window_days} days up to ${momentInWords(now)}, of at least ${alert.least_sample} sessions. You are told once when it begins, and once when it is over.`,
      `Mute it, or take yourself off its mail, on the page Alerts: ${url}/alerts?${new URLSearchParams({ workspace: workspace.appId })}`,
    ],
  })
  const readers = await findReaders(trx, alert.workspace_id, alert.mailed)
  for (const { email: to } of readers.filter(({ mayRead }) => mayRead)) {
    const mail = { workspaceId: alert.workspace_id, kind: "alert", to, content, isPersonal: false } as const
    await queueMail(trx, secret, { ...mail, expiresAt: new Date(now.getTime() + mailLastsMs) }, now)
  }
  const data = {
    alert: {
      ...{
        id: alert.id,
        name: alert.name,
        state: tells,
        since: since.toISOString(),
        condition,
        reading: reading.says,
      },
      ...{ watch: alert.watch, windowDays: alert.window_days, leastSample: alert.least_sample },
      ...{ from: span.from.toISOString(), to: span.to.toISOString(), url: link },
    },
  }
  const news = {
    workspaceId: alert.workspace_id,
    event: "alert",
    mode: sessions.mode,
    sessionId: null,
    data,
  } as const
  await queueWebhook(trx, news, now)
}
