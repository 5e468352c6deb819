import { sql } from "kysely"
import type { Secret } from "../account/secret.ts"
import type { Db } from "../db/database.ts"
import { queueMail } from "../mail/queue-mail.ts"
import { withdrawMail } from "../mail/withdraw-mail.ts"
import { waitingMail } from "./waiting-mail.ts"
import { type Waiting, waitingOf } from "./waiting-requests.ts"

const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** What telling people takes. */
export interface Teller {
  secret: Secret
  /** Public base URL. */
  url: string
}

/**
 * Mails the owners and admins of a workspace how many cancellations wait for a person. The first one is told of at once.
 * Those of the hour after a mail come in one mail when the hour is over, and while any waits there is a mail each day.
 * @param db a transaction
 * @returns whether they were told
 */
export async function tellOfWaiting(
  db: Db,
  teller: Teller,
  workspaceId: string,
  now: Date,
): Promise<boolean> {
  const waiting = await waitingOf(db, workspaceId, "live")
  if (waiting.count === 0 || !(await isTimeToTell(db, workspaceId, waiting, now))) return false
  const people = await db
    .selectFrom("member")
    .innerJoin("workspace", "workspace.id", "member.workspace_id")
    .innerJoin("auth.user", "auth.user.id", "member.user_id")
    .select(["auth.user.email", "workspace.name", "workspace.app_id as appId"])
    .where("member.workspace_id", "=", workspaceId)
    .where("member.role", "in", ["owner", "admin"])
    .orderBy("auth.user.email")
    .execute()
  for (const { email: to, name, appId } of people) {
    const mail = { workspaceId, kind: "requests-waiting", to } as const
    await withdrawMail(db, mail, "A newer one took its place before it was sent.", now)
    const link = `${teller.url}/requests?${new URLSearchParams({ workspace: appId })}`
    const content = waitingMail(name, waiting, link)
    // the next day brings another
    const expiresAt = new Date(now.getTime() + dayMs)
    await queueMail(db, teller.secret, { ...mail, content, isPersonal: false, expiresAt }, now)
  }
  return true
}

/** Of many at once one is told that it is time: they take turns at the row. */
async function isTimeToTell(
  db: Db,
  workspaceId: string,
  { newestCall }: Waiting,
  now: Date,
): Promise<boolean> {
  const isNew = sql<boolean>`request_notice.told_at < ${newestCall}`
  const hourAgo = new Date(now.getTime() - hourMs)
  const dayAgo = new Date(now.getTime() - dayMs)
  const told = await db
    .insertInto("request_notice")
    .values({ workspace_id: workspaceId, told_at: now })
    .onConflict((conflict) =>
      conflict
        .column("workspace_id")
        .doUpdateSet({ told_at: now })
        .where(
          sql<boolean>`request_notice.told_at <= ${dayAgo} or (request_notice.told_at <= ${hourAgo} and ${isNew})`,
        ),
    )
    .returning("workspace_id")
    .executeTakeFirst()
  return told !== undefined
}
