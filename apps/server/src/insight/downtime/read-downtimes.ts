import type { Mark } from "@holdfast/protocol/dashboard"
import type { Db } from "../../db/database.ts"

/** More would hide the figures that they stand beside; the newest are told. */
const mostTold = 100

interface DowntimeQuestion {
  workspaceId: string
  /** IANA name of the workspace's. */
  timeZone: string
  /** Inclusive. */
  from: Date
  /** Exclusive. */
  to: Date
}

/** The times of a span in which Holdfast was away, of those that the workspace was there to see, the newest first. */
export async function readDowntimes(
  db: Db,
  { workspaceId, timeZone, from, to }: DowntimeQuestion,
): Promise<Mark[]> {
  const rows = await db
    .selectFrom("downtime")
    .innerJoin("workspace", (join) => join.on("workspace.id", "=", workspaceId))
    .select(["began_at", "ended_at"])
    .whereRef("ended_at", ">", "workspace.created_at")
    .where("ended_at", ">", from)
    .where("began_at", "<", to)
    .orderBy("began_at", "desc")
    .limit(mostTold)
    .execute()
  return rows.map(({ began_at, ended_at }) => ({
    at: (began_at < from ? from : began_at).toISOString(),
    ...{ kind: "away", path: null },
    text: `Holdfast was away from ${betweenWords(began_at, ended_at, timeZone)}`,
  }))
}

/** `3 Oct 2026, 14:05 to 16:40 (Europe/Berlin)`, with the day once more where it is another one. */
function betweenWords(from: Date, to: Date, timeZone: string): string {
  const day = new Intl.DateTimeFormat("en-GB", { timeZone, dateStyle: "medium" })
  const moment = new Intl.DateTimeFormat("en-GB", { timeZone, dateStyle: "medium", timeStyle: "short" })
  const clock = new Intl.DateTimeFormat("en-GB", { timeZone, timeStyle: "short" })
  const end = day.format(from) === day.format(to) ? clock : moment
  return `${moment.format(from)} to ${end.format(to)} (${timeZone})`
}
