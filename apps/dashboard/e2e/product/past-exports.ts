import type { Insertable } from "kysely"
import { sql } from "kysely"
import { newId } from "../../../server/src/db/new-id.ts"
import type { ExportRow } from "../../../server/src/db/schema.ts"
import { fixtureNow, row } from "../rows.ts"
import type { AcmeApp } from "./acme-app.ts"
import type { PersonName } from "./people.ts"
import { readPrepared } from "./prepared.ts"

/** Exports of Acme Cloud that were asked for before a test begins, and what becomes of those that are asked for in it. */

const hoursAgo = (hours: number) => new Date(fixtureNow.getTime() - hours * 3_600_000)
export const filter =
  "mode=live&from=2026-08-25T22:00:00.000Z&to=2026-11-23T23:00:00.000Z&planId=price_2900_usd_1_month"
export const view = "range=90d&plan=price_2900_usd_1_month"

/** Somebody asks for a file. Answers the id of the export. */
export async function askForExport(acme: AcmeApp, person: PersonName): Promise<string> {
  const answer = await acme.app.inject({
    method: "POST",
    url: `/api/workspaces/${acme.place.acme.appId}/exports?${filter}`,
    headers: { origin: acme.url, cookie: `holdfast.session_token=${readPrepared().cookies[person]}` },
    payload: {
      profile: "spreadsheet",
      columns: ["createdAt", "customer.email", "outcome"],
      timeZone: "Europe/Berlin",
      separator: ";",
      isCompressed: false,
      search: view,
    },
  })
  if (answer.statusCode !== 202) throw new Error(`The export was refused: ${answer.body}`)
  return answer.json().id
}

/** The owner asked for a file three hours ago, and has it. Answers what is known of it, and the address in the mail about it. */
export async function makeExport(acme: AcmeApp): Promise<MadeExport> {
  acme.setTime(hoursAgo(3))
  const id = await askForExport(acme, "ada")
  await acme.exports.workOff()
  acme.setTime(fixtureNow)
  const made = acme.database.db
    .selectFrom("export")
    .select(["file_name", "sha256", "bytes_done"])
    .where("id", "=", id)
  const { file_name: name, sha256, bytes_done } = await made.executeTakeFirstOrThrow()
  return { id, name, sha256: sha256 ?? "", bytes: Number(bytes_done), link: await mailedLink(acme) }
}

export interface MadeExport {
  id: string
  name: string
  sha256: string
  bytes: number
  link: string
}

async function mailedLink({ database, secret, url }: AcmeApp): Promise<string> {
  const { sealed } = await database.db
    .selectFrom("mail")
    .select("sealed")
    .where("kind", "=", "export-ready")
    .where("sealed", "is not", null)
    .executeTakeFirstOrThrow()
  const { text } = JSON.parse(secret.unseal(sealed ?? Buffer.from(""))) as { text: string }
  return /\S*\/exports\/\S+/.exec(text)?.[0].replace(url, "") ?? "/no-link"
}

/** One in every state beside the one that is made: running, failed, cancelled, and a colleague's that has expired. */
export async function addPastExports(acme: AcmeApp): Promise<MadeExport & { others: string[] }> {
  const made = await makeExport(acme)
  const { db } = acme.database
  const known = await db.selectFrom("export").selectAll().executeTakeFirstOrThrow()
  const other = (hours: number, changes: Partial<Insertable<ExportRow>>): Insertable<ExportRow> => ({
    ...known,
    id: newId(hoursAgo(hours)),
    requested_at: hoursAgo(hours),
    choice: JSON.stringify(known.choice),
    filter: JSON.stringify(known.filter),
    rows_expected: 20_000,
    rows_done: 0,
    bytes_done: 0,
    sha256: null,
    snapshot_at: null,
    expires_at: null,
    finished_at: hoursAgo(hours - 0.1),
    ...changes,
  })
  const others = [
    other(2, { state: "running", rows_done: 8400, bytes_done: 1_302_000, finished_at: null }),
    other(4, { state: "failed", reason: "The disk of the server is full." }),
    other(5, { state: "cancelled", rows_done: 3200 }),
    other(30, {
      state: "expired",
      rows_done: 20_000,
      bytes_done: 3_100_000,
      sha256: known.sha256,
      requested_by: acme.place.grace,
      requested_by_email: "grace@example.com",
    }),
  ]
  await db.insertInto("export").values(others).execute()
  return { ...made, others: others.map(({ id }) => id) }
}

/** So many more sessions like the newest of `many`. */
export async function recordMore(acme: AcmeApp, count: number): Promise<void> {
  await sql`
    insert into session
    select made.*
    from session
    cross join generate_series(1, ${count}::integer) as number
    cross join lateral jsonb_populate_record(session, jsonb_build_object(
      'id', gen_random_uuid(), 'created_at', session.created_at - number * interval '1 second')) as made
    where session.workspace_id = ${acme.place.acme.id} and session.id = ${row(1, 0).id}`.execute(
    acme.database.db,
  )
}

/** What a server that prepares the export has written down so far. */
export async function moveExport(
  { database }: AcmeApp,
  now: { state: "queued" | "running" | "failed"; rows_done?: number; bytes_done?: number; reason?: string },
): Promise<void> {
  await database.db
    .updateTable("export")
    .set({ ...now, ...(now.state === "failed" && { finished_at: fixtureNow }) })
    .where("state", "in", ["queued", "running"])
    .execute()
}

/** Somebody empties the folder in which the files of exports lie. */
export async function loseFiles({ exports: { storage } }: AcmeApp): Promise<void> {
  for (const key of await storage.list("exports/")) await storage.remove(key)
}
