import type { Mode } from "@holdfast/protocol"
import type { Mark } from "@holdfast/protocol/dashboard"
import type { AuditFilter } from "../account/audit/audit-filter.ts"
import { listAudit } from "../account/audit/list-audit.ts"
import type { Db } from "../db/database.ts"
import { nameAuthors } from "../flow/authors.ts"
import { readDowntimes } from "./downtime/read-downtimes.ts"
import { listNotes } from "./note/list-notes.ts"
import { readOutages } from "./outages.ts"

/** More would hide the figures that they stand beside; the newest are told. */
const mostOfKind = 100

interface MarkQuestion {
  workspaceId: string
  /** Of the sessions that the figures are of: the billing of another mode has its own days. */
  mode: Mode
  /** IANA name of the workspace's. */
  timeZone: string
  /** Inclusive. */
  from: Date
  /** Exclusive. */
  to: Date
}

/**
 * What happened to the flows in a span, oldest first: versions published, A/B tests begun and ended, segments switched on
 * and off, flows archived and brought back, days on which the billing was out of reach, times in which Holdfast itself was
 * away, and what people and programs noted.
 */
export async function readMarks(db: Db, question: MarkQuestion): Promise<Mark[]> {
  const marks = [
    ...(await publications(db, question)),
    ...(await abTests(db, question)),
    ...(await switches(db, question)),
    ...(await readOutages(db, question)),
    ...(await readDowntimes(db, question)),
    ...(await notes(db, question)),
  ]
  return marks.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
}

async function publications(db: Db, { workspaceId, from, to }: MarkQuestion): Promise<Mark[]> {
  const rows = await db
    .selectFrom("blueprint")
    .select(["id", "name", "version", "published_at", "published_by"])
    .where("workspace_id", "=", workspaceId)
    .where("published_at", ">=", from)
    .where("published_at", "<", to)
    .orderBy("published_at", "desc")
    .limit(mostOfKind)
    .execute()
  if (rows.length === 0) return []
  const authorOf = await nameAuthors(db, workspaceId)
  return rows.map(({ id, name, version, published_at, published_by }) => {
    const who = authorOf(published_by).name
    return {
      at: published_at.toISOString(),
      kind: "published",
      text: `Version ${version} of ${name} was published${who === null ? "" : ` by ${who}`}`,
      path: `/versions/${encodeURIComponent(id)}`,
    }
  })
}

async function abTests(db: Db, { workspaceId, from, to }: MarkQuestion): Promise<Mark[]> {
  const rows = await db
    .selectFrom("ab_test")
    .select(["id", "name", "started_at", "numbers_end_at"])
    .where("workspace_id", "=", workspaceId)
    .where("started_at", "<", to)
    .where((eb) => eb.or([eb("numbers_end_at", "is", null), eb("numbers_end_at", ">=", from)]))
    .orderBy("started_at", "desc")
    .limit(mostOfKind)
    .execute()
  const isWithin = (at: Date | null): at is Date => at !== null && at >= from && at < to
  return rows.flatMap(({ id, name, started_at, numbers_end_at }): Mark[] => {
    const path = `/flows/ab-tests/${encodeURIComponent(id)}`
    const mark = (kind: Mark["kind"], at: Date, what: string): Mark => ({
      ...{ at: at.toISOString(), kind, text: `The A/B test ${name} ${what}`, path },
    })
    return [
      ...(isWithin(started_at) ? [mark("testStarted", started_at, "began")] : []),
      ...(isWithin(numbers_end_at) ? [mark("testEnded", numbers_end_at, "ended")] : []),
    ]
  })
}

/** From the audit log, the only one that knows when. */
async function switches(db: Db, question: MarkQuestion): Promise<Mark[]> {
  const filter: AuditFilter = {
    ...question,
    actorId: undefined,
    actions: ["segment.changed", "flow.archived", "flow.unarchived"],
    search: undefined,
  }
  const entries = await listAudit(db, filter, null, mostOfKind)
  return entries.flatMap(({ at, action, target, detail }): Mark[] => {
    const name = target?.name ?? "a flow"
    const mark = (kind: Mark["kind"], text: string): Mark[] => [{ at, kind, text, path: "/flows" }]
    if (action === "flow.archived") return mark("flowSwitchedOff", `The flow ${name} was archived`)
    if (action === "flow.unarchived") return mark("flowSwitchedOn", `The flow ${name} was brought back`)
    const isOn = enabledAfter(detail)
    if (isOn === null) return []
    return isOn
      ? mark("flowSwitchedOn", `The segment ${name} was switched on`)
      : mark("flowSwitchedOff", `The segment ${name} was switched off`)
  })
}

async function notes(db: Db, question: MarkQuestion): Promise<Mark[]> {
  const known = await listNotes(db, question)
  return known.map(({ at, text, author }) => ({
    ...{ at, kind: "note", text: author.name === null ? text : `${text} (${author.name})`, path: null },
  }))
}

/** Null where a change did not switch it. */
function enabledAfter({ after }: Record<string, unknown>): boolean | null {
  const isOn = typeof after === "object" && after !== null && "enabled" in after ? after.enabled : null
  return typeof isOn === "boolean" ? isOn : null
}
