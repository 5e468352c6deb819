import {
  type ExportChoice,
  type ExportColumnId,
  exportColumns,
  largestSmallExport,
  type StreamPage,
} from "@holdfast/protocol/dashboard"
import type { LightMyRequestResponse } from "fastify"
import { sql } from "kysely"
import { afterAll, beforeAll, expect, test } from "vitest"
import { pastTheLog } from "../../testing/change-log-guard.ts"
import { type TestApp, type TestWorkspace, testApp } from "../../testing/test-app.ts"
import { seedVaried } from "../../testing/varied-sessions.ts"

let app: TestApp
let workspace: TestWorkspace
let cookie: string
const origin = "http://127.0.0.1:4870"
beforeAll(async () => {
  app = await testApp()
  workspace = await app.addWorkspace("Lantern")
  cookie = await app.signIn(workspace, "owner")
  await seedVaried(app.database, workspace.id)
})
afterAll(() => app.close())

const choice: ExportChoice = {
  profile: "machine",
  columns: ["createdAt", "customer.id", "outcome"],
  timeZone: "Europe/Berlin",
  separator: ",",
  isCompressed: false,
}
const call = (method: "GET" | "POST", path: string, payload?: object, as = cookie) =>
  app.app.inject({
    method,
    url: `/api/workspaces/${workspace.appId}/exports${path}`,
    headers: { cookie: as, origin },
    ...(payload && { payload }),
  })
const audited = async (action: string) => {
  const { rows } = await app.database.pool.query(
    "select actor_name, target_id, detail from audit_entry where action = $1 order by id",
    [action],
  )
  return rows
}

test("a download says how many rows come and how the file is called, and is written down", async () => {
  const answer = await call("POST", "/download?offerType=PAUSE&from=2026-07-01T00:00:00Z", choice)
  const rows = answer.body.split("\r\n").length - 2
  expect(answer.statusCode).toBe(200)
  expect(rows).toBeGreaterThan(3)
  expect(answer.headers).toMatchObject({
    "content-type": "text/csv; charset=utf-8",
    "content-disposition": expect.stringMatching(
      /^attachment; filename="holdfast-lantern-2026-11-01-120000-[0-9a-f]{4}\.csv"$/,
    ),
    "x-holdfast-rows": String(rows),
    "cache-control": "private, no-store",
    "x-content-type-options": "nosniff",
  })
  expect(await audited("export.downloaded")).toEqual([
    {
      actor_name: "person-1@example.com",
      target_id: null,
      detail: {
        filter: "Live, from 1 July 2026 at 02:00:00 (Europe/Berlin), Offer Accepted: Pause",
        profile: "machine",
        rows,
        file: /"(.*)"/.exec(String(answer.headers["content-disposition"]))?.[1],
      },
    },
  ])
})

test("more rows than download at once are refused, and one fewer is not", async () => {
  const other = await app.addWorkspace("Many")
  const owner = await app.signIn(other, "owner")
  await pastTheLog(app.database, (trx) =>
    sql`insert into session (workspace_id, id, mode, created_at, updated_at, outcome, settled_at, source, verified,
       revision, last_report_at, search_text, detail)
     select ${other.id}, gen_random_uuid(), 'live', at, at, 'abandoned', at, 'sdk', true, 1, at, '', '{}'
     from generate_series(1, ${largestSmallExport + 1}::int) i, lateral (select now() - i * interval '1 minute' as at) x`.execute(
      trx,
    ),
  )
  const download = (query: string) =>
    app.app.inject({
      method: "POST",
      url: `/api/workspaces/${other.appId}/exports/download${query}`,
      headers: { cookie: owner, origin },
      payload: choice,
    })
  const all = await download("")
  expect([all.statusCode, all.json()]).toEqual([
    409,
    {
      error: {
        code: "too_many_rows",
        message: "There are more than 5,000 sessions; they are prepared in the background.",
      },
    },
  ])
  const { rows } = await app.database.pool.query(
    "select created_at from session where workspace_id = $1 order by created_at limit 1",
    [other.id],
  )
  const but = await download(`?from=${new Date(rows[0].created_at.getTime() + 1).toISOString()}`)
  expect([but.statusCode, but.headers["x-holdfast-rows"]]).toEqual([200, "5000"])
})

test("a choice is remembered for each person, and begins as everybody's", async () => {
  const colleague = await app.signIn(workspace, "admin")
  const chosen = { ...choice, profile: "spreadsheet", separator: ";", columns: ["_id"] }
  await call("POST", "/download", chosen)
  expect((await call("GET", "/choice")).json()).toEqual(chosen)
  expect((await call("GET", "/choice", undefined, colleague)).json()).toMatchObject({
    profile: "spreadsheet",
    timeZone: "UTC",
    separator: ",",
    isCompressed: true,
  })
})

test("an estimate counts all rows and is near the size of the file, in every profile", async () => {
  for (const profile of ["spreadsheet", "machine", "ndjson"] as const) {
    const columns = exportColumns.map(({ id }) => id)
    const payload = { ...choice, profile, columns }
    const estimate = (await call("POST", "/estimate?mode=live", payload)).json()
    const file = await call("POST", "/download?mode=live", payload)
    expect(estimate).toEqual({
      rows: Number(file.headers["x-holdfast-rows"]),
      bytes: expect.any(Number),
      isSmall: true,
      isBusy: false,
    })
    expect(Math.abs(estimate.bytes / file.rawPayload.length - 1)).toBeLessThan(0.1)
  }
})

test("an estimate of nothing is the size of the headings", async () => {
  const payload = { ...choice, columns: ["_id"] }
  const estimate = await call("POST", "/estimate?planId=none-such", payload)
  expect(estimate.json()).toEqual({ rows: 0, bytes: "_id\r\n".length, isSmall: true, isBusy: false })
  expect((await call("POST", "/download?planId=none-such", payload)).body).toBe("_id\r\n")
})

test.for([
  [{ columns: [] }, "columns is empty; it takes one column or more."],
  [{ columns: ["_id", "password"] }, 'columns has "password", which is no column of an export.'],
  [{ columns: ["_id", "_id"] }, "columns has _id twice."],
  [{ profile: "excel" }, 'profile is "excel"; it takes one of spreadsheet, machine, ndjson.'],
  [{ separator: "|" }, 'separator is "|"; it takes one of ,, ;, \t.'],
  [{ timeZone: "Mars/Base" }, 'timeZone is "Mars/Base"; it takes an IANA name such as Europe/Berlin.'],
  // PostgreSQL would take it for two hours the other way
  [{ timeZone: "+02:00" }, 'timeZone is "+02:00"; it takes an IANA name such as Europe/Berlin.'],
  [{ isCompressed: "yes" }, 'isCompressed is "yes"; it takes boolean.'],
  [{ extra: 1 }, /^extra is not known here/],
] as const)("%o is refused by name", async ([wrong, sentence]) => {
  for (const path of ["", "/download", "/estimate"]) {
    const answer = await call("POST", path, { ...choice, ...wrong })
    expect(answer.statusCode).toBe(422)
    const { message } = answer.json().error
    if (typeof sentence === "string") expect(message).toBe(sentence)
    else expect(message).toMatch(sentence)
  }
})

test("records need no columns", async () => {
  const answer = await call("POST", "/download?offerType=PAUSE", {
    ...choice,
    profile: "ndjson",
    columns: [],
  })
  expect(answer.statusCode).toBe(200)
})

test("a filter that cannot be read is refused as on the stream", async () => {
  const answer = await call("POST", "/download?from=yesterday", choice)
  expect(answer.statusCode).toBe(422)
  expect(answer.json().error.message).toMatch(/^from/)
})

test("a request is queued once, listed, and written down with what it asks for", async () => {
  const search = "workspace=abc&offer=pause"
  const asked = await Promise.all(
    Array.from({ length: 5 }, () => call("POST", "?offerType=PAUSE", { ...choice, search })),
  )
  expect(asked.map(({ statusCode }) => statusCode).toSorted()).toEqual([202, 409, 409, 409, 409])
  const refused = asked.find(({ statusCode }) => statusCode === 409)
  expect(refused?.json().error).toEqual({
    code: "export_in_progress",
    message: "An export is already in progress.",
  })
  const queued = asked.find(({ statusCode }) => statusCode === 202)?.json()
  expect(queued).toEqual({
    id: expect.any(String),
    state: "queued",
    choice,
    filter: "Live, all time, Offer Accepted: Pause",
    search: "offer=pause",
    requestedBy: "person-1@example.com",
    requestedAt: "2026-11-01T12:00:00.000Z",
    rowsExpected: expect.any(Number),
    rowsDone: 0,
    bytesDone: 0,
    file: null,
    reason: null,
    finishedAt: null,
  })
  expect((await call("GET", "")).json()).toEqual({ exports: [queued] })
  expect((await call("POST", "/estimate", choice)).json().isBusy).toBe(true)
  const job = "select count(*)::int as n from graphile_worker.jobs where task_identifier = 'make-exports'"
  expect((await app.database.pool.query(job)).rows).toEqual([{ n: 1 }])
  expect(await audited("export.requested")).toEqual([
    {
      actor_name: "person-1@example.com",
      target_id: queued.id,
      detail: {
        filter: "Live, all time, Offer Accepted: Pause",
        profile: "machine",
        rows: queued.rowsExpected,
      },
    },
  ])

  const cancelled = await call("POST", `/${queued.id}/cancel`)
  expect([cancelled.statusCode, cancelled.json().state]).toEqual([200, "cancelled"])
  const again = await call("POST", `/${queued.id}/cancel`)
  expect([again.statusCode, again.json().error.code]).toEqual([409, "export_over"])
  expect(await audited("export.cancelled")).toHaveLength(1)
  // the slot is free
  const next = await call("POST", "", choice)
  expect(next.statusCode).toBe(202)
  await call("POST", `/${next.json().id}/cancel`)
})

test("no email and no search text of a customer reaches the audit log, whatever becomes of an export", async () => {
  const query = "?search=hidden+words&customerEmail=hidden@example.com&-customerEmail=other@hidden.example"
  expect((await call("POST", `/download${query}`, choice)).statusCode).toBe(200)
  const cancelled = await call("POST", query, choice)
  expect(cancelled.json().filter).toContain("search for “hidden words”, Email: hidden@example.com")
  await call("POST", `/${cancelled.json().id}/cancel`)
  const finished = (await call("POST", query, choice)).json().id
  await app.exports.workOff()
  expect((await call("GET", `/${finished}/file`)).statusCode).toBe(200)
  await app.app.inject({
    method: "POST",
    url: `/api/workspaces/${workspace.appId}/audit/export?search=hidden@example.com`,
    headers: { cookie },
  })
  const written = await app.database.pool.query(
    `select action, coalesce(detail->>'filter', detail->>'search') as said from audit_entry
     where detail->>'filter' like '%search%' or action = 'audit.exported' order by action`,
  )
  const said = "Live, all time, search for a text, Email: 1 address, Email not: 1 address"
  expect(written.rows).toEqual([
    { action: "audit.exported", said: "for a text" },
    { action: "export.cancelled", said },
    { action: "export.downloaded", said },
    { action: "export.file-downloaded", said },
    { action: "export.finished", said },
    { action: "export.requested", said },
    { action: "export.requested", said },
  ])
  const all = await app.database.pool.query("select e::text as entry from audit_entry e")
  expect(all.rows.filter(({ entry }) => entry.includes("hidden"))).toEqual([])
})

test("a download has what the pages of the stream have, in their order, however it is found", async () => {
  for (const query of [
    "mode=live",
    "mode=live&bounced=true",
    "mode=live&offerType=PAUSE&-billingInterval=YEAR",
    "mode=live&search=sso",
    "mode=live&search=e",
    "mode=live&search=expensive&bounced=true&ageYears=1",
    "mode=test",
  ]) {
    const shown: string[] = []
    let next: string | null = ""
    while (next !== null) {
      const page: LightMyRequestResponse = await app.app.inject({
        url: `/api/workspaces/${workspace.appId}/sessions?${query}&size=100${next && `&before=${next}`}`,
        headers: { cookie },
      })
      const answer: StreamPage = page.json()
      shown.push(...answer.sessions.map(({ id }) => id))
      next = answer.next && encodeURIComponent(answer.next)
    }
    const file = await call("POST", `/download?${query}`, { ...choice, columns: ["_id"] })
    expect([query, file.body.split("\r\n").slice(1, -1)]).toEqual([query, shown])
  }
})

test("every column can be had in every profile", async () => {
  for (const { id } of exportColumns) {
    for (const profile of ["spreadsheet", "machine"] as const) {
      const columns: ExportColumnId[] = [id]
      const answer = await call("POST", "/download?offerType=PAUSE", { ...choice, profile, columns })
      expect([id, answer.statusCode]).toEqual([id, 200])
    }
  }
})
