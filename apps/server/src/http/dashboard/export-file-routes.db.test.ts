import { createHash } from "node:crypto"
import { gunzipSync } from "node:zlib"
import type { Export, ExportChoice } from "@holdfast/protocol/dashboard"
import { afterAll, beforeAll, expect, test } from "vitest"
import { type TestApp, type TestWorkspace, testApp } from "../../testing/test-app.ts"
import { seedVaried } from "../../testing/varied-sessions.ts"

let app: TestApp
let workspace: TestWorkspace
let cookie: string
let done: Export
let key: string
const origin = "http://127.0.0.1:4870"
const start = Date.parse("2026-11-01T12:00:00.000Z")
const day = 24 * 3600 * 1000
const choice: ExportChoice = {
  profile: "machine",
  columns: ["createdAt", "customer.email", "feedback"],
  timeZone: "Europe/Berlin",
  separator: ",",
  isCompressed: true,
}
beforeAll(async () => {
  app = await testApp()
  workspace = await app.addWorkspace("Lantern & Söhne")
  cookie = await app.signIn(workspace, "owner")
  await seedVaried(app.database, workspace.id)
  const { id } = (await call("POST", "", {}, { ...choice, search: "offer=pause" })).json()
  await app.exports.workOff()
  done = (await call("GET", `/${id}`)).json()
  key = new URL(await linkInMail()).searchParams.get("key") ?? ""
})
afterAll(() => app.close())

type Headers = Record<string, string>
const call = (method: "GET" | "POST" | "HEAD", path: string, headers: Headers = {}, payload?: object) =>
  app.app.inject({
    method,
    url: `/api/workspaces/${workspace.appId}/exports${path}`,
    headers: { cookie, origin, ...headers },
    ...(payload && { payload }),
  })
const file = (headers?: Headers, method: "GET" | "HEAD" = "GET") => call(method, `/${done.id}/file`, headers)

async function linkInMail(): Promise<string> {
  const mail = await app.database.db
    .selectFrom("mail")
    .selectAll()
    .where("kind", "=", "export-ready")
    .executeTakeFirstOrThrow()
  const { text } = JSON.parse(app.secret.unseal(mail.sealed ?? Buffer.of()))
  return /http:\S+/.exec(text)?.[0] ?? ""
}
const downloads = async () => {
  const found = await app.database.pool.query(
    "select actor_name from audit_entry where action = 'export.file-downloaded'",
  )
  return found.rowCount
}

test("a finished export tells of its file, which is what it says", async () => {
  const { statusCode, rawPayload, headers } = await file()
  const sha256 = createHash("sha256").update(rawPayload).digest("hex")
  const lines = gunzipSync(rawPayload).toString().split("\r\n")
  expect(statusCode).toBe(200)
  expect(done).toMatchObject({
    state: "done",
    rowsDone: lines.length - 2,
    bytesDone: rawPayload.length,
    finishedAt: "2026-11-01T12:00:00.000Z",
    file: {
      name: expect.stringMatching(/^holdfast-lantern-söhne-2026-11-01-120000-[0-9a-f]{4}\.csv\.gz$/),
      rows: lines.length - 2,
      bytes: rawPayload.length,
      sha256,
      expiresAt: "2026-11-02T12:00:00.000Z",
    },
  })
  expect(headers).toMatchObject({
    "content-type": "application/gzip",
    "content-disposition": `attachment; filename="${done.file?.name.replace("ö", "_")}"; filename*=UTF-8''${encodeURIComponent(done.file?.name ?? "")}`,
    "content-length": String(rawPayload.length),
    "accept-ranges": "bytes",
    "cache-control": "private, no-store",
    etag: `"${sha256}"`,
  })
})

test("the manifest says what the file is", async () => {
  const manifest = (await call("GET", `/${done.id}/manifest`)).json()
  expect(manifest).toEqual({
    file: done.file?.name,
    rows: done.file?.rows,
    bytes: done.file?.bytes,
    sha256: done.file?.sha256,
    filter: {
      words: "Live, all time",
      link: `http://127.0.0.1:4870/?offer=pause&workspace=${workspace.appId}`,
    },
    choice,
    snapshotAt: expect.stringMatching(/^\d{4}-.+Z$/),
    requestedBy: "person-1@example.com",
    workspace: { appId: workspace.appId, name: "Lantern & Söhne" },
  })
})

test("a download that broke off goes on where it was", async () => {
  const whole = (await file()).rawPayload
  const etag = `"${done.file?.sha256}"`
  const cut = Math.floor(whole.length / 3)
  const first = await file({ range: `bytes=0-${cut - 1}` })
  const rest = await file({ range: `bytes=${cut}-`, "if-range": etag })
  expect([first.statusCode, rest.statusCode]).toEqual([206, 206])
  expect(rest.headers["content-range"]).toBe(`bytes ${cut}-${whole.length - 1}/${whole.length}`)
  expect(rest.headers["content-length"]).toBe(String(whole.length - cut))
  expect(Buffer.concat([first.rawPayload, rest.rawPayload]).equals(whole)).toBe(true)
  const end = await file({ range: "bytes=-8" })
  expect(end.rawPayload.equals(whole.subarray(-8))).toBe(true)
})

test("another file under the same name is sent as a whole, and what lies outside is refused", async () => {
  const other = await file({ range: "bytes=5-9", "if-range": '"another"' })
  expect([other.statusCode, other.rawPayload.length]).toEqual([200, done.file?.bytes])
  const beyond = await file({ range: `bytes=${done.file?.bytes}-` })
  expect([beyond.statusCode, beyond.headers["content-range"]]).toEqual([416, `bytes */${done.file?.bytes}`])
})

test("a HEAD says the size and sends nothing", async () => {
  const { statusCode, headers, rawPayload } = await file({}, "HEAD")
  expect([statusCode, headers["content-length"], rawPayload.length]).toEqual([
    200,
    String(done.file?.bytes),
    0,
  ])
})

test("a download is written down when it begins, not with every part", async () => {
  const before = (await downloads()) ?? 0
  await file({ range: "bytes=0-9" })
  await file({ range: "bytes=10-19" })
  await file({}, "HEAD")
  expect(await downloads()).toBe(before + 1)
})

test("the mail names the rows, the size and the filter, and its link opens the export", async () => {
  const mail = await app.database.db
    .selectFrom("mail")
    .selectAll()
    .where("kind", "=", "export-ready")
    .executeTakeFirstOrThrow()
  expect(mail).toMatchObject({
    workspace_id: workspace.id,
    recipient: "person-1@example.com",
    subject: "Your export is ready",
    is_personal: false,
    expires_at: new Date(start + day),
  })
  expect(await linkInMail()).toBe(
    `http://127.0.0.1:4870/exports/${done.id}?workspace=${workspace.appId}&key=${key}`,
  )
  expect((await call("GET", `/${done.id}?key=${key}`)).json()).toEqual(done)
})

test("a link that was changed, of another export, or made up is no link", async () => {
  const other = key.replace(/^./, (first) => (first === "m" ? "n" : "m"))
  for (const wrong of [other, "x", `${key}0`]) {
    for (const path of ["", "/file", "/manifest"]) {
      const answer = await call("GET", `/${done.id}${path}?key=${wrong}`)
      expect([answer.statusCode, answer.json().error.code]).toEqual([403, "bad_link"])
    }
  }
})

test("an export of another workspace, or none, is not there", async () => {
  const other = await app.addWorkspace("Other")
  const stranger = await app.signIn(other, "owner")
  const asked = [
    `/api/workspaces/${other.appId}/exports/${done.id}/file?key=${key}`,
    `/api/workspaces/${other.appId}/exports/${done.id}`,
    `/api/workspaces/${workspace.appId}/exports/${done.id}/file?key=${key}`,
  ]
  for (const url of asked) {
    const answer = await app.app.inject({ method: "GET", url, headers: { cookie: stranger } })
    expect(answer.statusCode).toBe(404)
  }
  expect((await call("GET", "/01a20000-0000-7000-8000-000000000000/file")).statusCode).toBe(404)
  expect((await call("GET", "/nonsense/file")).statusCode).toBe(422)
})

test("whoever is signed out signs in first, and a viewer may not", async () => {
  const url = `/api/workspaces/${workspace.appId}/exports/${done.id}/file?key=${key}`
  expect((await app.app.inject({ method: "GET", url })).statusCode).toBe(401)
  const viewer = await app.signIn(workspace, "viewer")
  expect((await app.app.inject({ method: "GET", url, headers: { cookie: viewer } })).statusCode).toBe(403)
  expect((await app.app.inject({ method: "HEAD", url, headers: { cookie: viewer } })).statusCode).toBe(403)
})

test("an export without a file says so", async () => {
  const { id } = (await call("POST", "", {}, choice)).json()
  const answer = await call("GET", `/${id}/file`)
  expect([answer.statusCode, answer.json().error.code]).toEqual([409, "export_not_done"])
  await call("POST", `/${id}/cancel`)
})

test("after 24 hours link and file have expired, and the row stays", async () => {
  app.setTime(start + day - 1)
  expect((await call("GET", `/${done.id}/file?key=${key}`)).statusCode).toBe(200)
  app.setTime(start + day)
  for (const path of ["/file", `/file?key=${key}`, "/manifest", `?key=${key}`]) {
    const answer = await call("GET", `/${done.id}${path}`)
    expect([path, answer.statusCode, answer.json().error.code]).toEqual([path, 410, "export_expired"])
  }
  await app.exports.sweep(new Date(start + day))
  expect(await app.exports.storage.list("exports/")).toEqual([])
  expect((await call("GET", `/${done.id}`)).json()).toEqual({ ...done, state: "expired", file: null })
  expect((await call("GET", `/${done.id}/file`)).statusCode).toBe(410)
})
