import { readableText } from "@holdfast/protocol"
import type { Kysely } from "kysely"
import type { Logger } from "pino"
import type { Teller } from "../../billing/tell-of-waiting.ts"
import type { Db } from "../../db/database.ts"
import type { DigestRow, Tables } from "../../db/schema.ts"
import type { MailContent } from "../../mail/mail-content.ts"
import { queueMail } from "../../mail/queue-mail.ts"
import { findView } from "../../saved-view/saved-views.ts"
import { allSessions, sessionsOfView } from "../../saved-view/view-sessions.ts"
import { actOnDue } from "../act-on-due.ts"
import { findReaders, type Reader } from "../find-readers.ts"
import type { ShownAt } from "../view-link.ts"
import { digestMail } from "./digest-mail.ts"
import { nextDue, weekBefore } from "./next-due.ts"
import { readDigest } from "./read-digest.ts"
import { unsubscribeLink } from "./unsubscribe-link.ts"

/** A mail that is late by more than this is left out: the next week's comes soon. */
const longestLateMs = 24 * 3600_000
const dueAtOnce = 500

interface Sending {
  db: Kysely<Tables>
  teller: Teller
  log: Logger
  now: Date
}

/**
 * Makes the weekly mails that are due. Figures are read first, with nothing held; then one transaction moves the digest on to
 * its next week, where no other server has done so, and puts the mail on its way. So a week has one mail, wherever a server dies.
 * @returns how many mails were put on their way
 */
export async function sendDigests(sending: Sending): Promise<number> {
  const { db, log, now } = sending
  const due = await db
    .selectFrom("digest")
    .selectAll()
    .where("next_at", "<=", now)
    .orderBy("next_at")
    .orderBy("id")
    .limit(dueAtOnce)
    .execute()
  // what fails is tried again the next minute, until it is too late
  return actOnDue(due, (digest) => sendOne(sending, digest), { log, fault: "could not make a weekly mail" })
}

async function sendOne(sending: Sending, digest: DigestRow): Promise<boolean> {
  const { db, teller, now } = sending
  const reader = await findReader(db, digest)
  const workspace = reader && (await findWorkspace(db, digest))
  const view = digest.view_id && workspace ? await findView(db, readerOf(digest), digest.view_id) : null
  if (!reader || !workspace || (digest.view_id !== null && !view)) {
    await ofDigest(db, digest).execute()
    return false
  }
  const isLate = now.getTime() - digest.next_at.getTime() > longestLateMs
  const week = await weekBefore(db, digest.next_at, digest.time_zone)
  const content =
    isLate || !reader.mayRead ? null : await contentOf(db, teller, digest, week, workspace, view)
  const nextAt = await nextDue(db, timeOf(digest), { after: now, lastWeek: week.monday })
  return db.transaction().execute(async (trx) => {
    const claimed = await trx
      .updateTable("digest")
      .set({ next_at: nextAt, last_week: week.monday })
      .where("workspace_id", "=", digest.workspace_id)
      .where("id", "=", digest.id)
      .where("next_at", "=", digest.next_at)
      .returning("id")
      .executeTakeFirst()
    if (!claimed || !content) return false
    const still = await findReader(trx, digest)
    if (!still?.mayRead) throw new Error("Somebody may read figures no more")
    const mail = {
      workspaceId: digest.workspace_id,
      kind: "weekly-digest",
      to: still.email,
      content,
    } as const
    const expiresAt = new Date(digest.next_at.getTime() + longestLateMs)
    // its link acts in the name of its reader, and a view may be theirs alone
    await queueMail(trx, teller.secret, { ...mail, isPersonal: true, expiresAt }, now)
    return true
  })
}

/** Who gets it; null for who belongs to the workspace no longer. */
async function findReader(db: Db, { workspace_id, user_id }: DigestRow): Promise<Reader | null> {
  const [reader = null] = await findReaders(db, workspace_id, [user_id])
  return reader
}

interface Workspace {
  appId: string
  name: string
  timeZone: string
}

const findWorkspace = async (db: Db, { workspace_id }: DigestRow): Promise<Workspace | undefined> =>
  db
    .selectFrom("workspace")
    .select(["app_id as appId", "name", "time_zone as timeZone"])
    .where("id", "=", workspace_id)
    .executeTakeFirst()

async function contentOf(
  db: Db,
  { secret, url }: Teller,
  digest: DigestRow,
  span: ShownAt["span"],
  workspace: Workspace,
  view: { name: string; search: string } | null,
): Promise<MailContent> {
  const { workspace_id: workspaceId, time_zone: timeZone } = digest
  const sessions = view ? sessionsOfView(view.search) : allSessions
  const question = { workspaceId, sessions, span, timeZone: workspace.timeZone }
  return digestMail({
    ...{
      workspaceName: readableText(workspace.name) ?? workspace.appId,
      viewName: view && (readableText(view.name) ?? ""),
    },
    ...{ weekday: digest.weekday, hour: digest.hour, timeZone },
    at: { url, appId: workspace.appId, sessions, span },
    figures: await readDigest(db, question),
    unsubscribe: unsubscribeLink(url, secret.forLinks, { workspaceId, digestId: digest.id }),
  })
}

const timeOf = ({ weekday, hour, time_zone }: DigestRow) => ({ weekday, hour, timeZone: time_zone })
const readerOf = ({ workspace_id, user_id }: DigestRow) => ({ workspaceId: workspace_id, userId: user_id })
const ofDigest = (db: Db, { workspace_id, id }: DigestRow) =>
  db.deleteFrom("digest").where("workspace_id", "=", workspace_id).where("id", "=", id)
