import type { ExportChoice } from "@holdfast/protocol/dashboard"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { bucketStorage } from "../../storage/bucket-storage.ts"
import type { Storage } from "../../storage/storage.ts"
import { type BucketServer, startBucketServer } from "../../storage/testing/bucket-server.ts"
import { type TestApp, type TestWorkspace, testApp } from "../../testing/test-app.ts"

/** Files that somebody removed from the folder or the bucket, past Holdfast. */
const choice: ExportChoice = {
  profile: "machine",
  columns: ["_id"],
  timeZone: "UTC",
  separator: ",",
  isCompressed: false,
}

let server: BucketServer
let bucket: Storage
beforeAll(async () => {
  server = await startBucketServer()
  bucket = bucketStorage(server.address)
})
afterAll(async () => {
  bucket.close()
  await server.close()
})

describe.each([
  ["a folder", (folder: Storage) => folder],
  ["a bucket", () => bucket],
])("%s", (_name, storage) => {
  let app: TestApp
  let workspace: TestWorkspace
  let cookie: string
  let path: string
  let key: string
  beforeAll(async () => {
    app = await testApp({ storage })
    workspace = await app.addWorkspace("Lantern")
    cookie = await app.signIn(workspace, "owner")
    const made = await app.app.inject({
      method: "POST",
      url: `/api/workspaces/${workspace.appId}/exports`,
      headers: { cookie, origin: app.url },
      payload: choice,
    })
    await app.exports.workOff()
    path = `/api/workspaces/${workspace.appId}/exports/${made.json().id}`
    key = await keyInMail()
  })
  afterAll(() => app.close())

  async function keyInMail(): Promise<string> {
    const kept = app.database.db.selectFrom("mail").select("sealed").where("kind", "=", "export-ready")
    const { sealed } = await kept.executeTakeFirstOrThrow()
    return /key=(\S+)/.exec(JSON.parse(app.secret.unseal(sealed ?? Buffer.of())).text)?.[1] ?? ""
  }
  const ask = async (what: string, method: "GET" | "HEAD" = "GET") => {
    const answer = await app.app.inject({ method, url: `${path}${what}`, headers: { cookie } })
    return [what, answer.statusCode, method === "HEAD" ? "" : answer.json().error?.code]
  }
  const remove = async (end: string) => {
    const keys = await app.exports.storage.list(`exports/${workspace.id}/`)
    const gone = keys.filter((each) => each.endsWith(end))
    for (const each of gone) await app.exports.storage.remove(each)
    return gone.length
  }

  test("a manifest that was removed is not found, and the file still is", async () => {
    expect(await remove(".json")).toBe(1)
    expect(await ask("/manifest")).toEqual(["/manifest", 404, "file_not_found"])
    expect(await ask("/file", "HEAD")).toEqual(["/file", 200, ""])
  })

  test("a file that was removed is not found, by the link and without it, and the export is", async () => {
    expect(await remove("")).toBe(1)
    expect([
      await ask("/file"),
      await ask(`/file?key=${key}`),
      await ask("/file", "HEAD"),
      await ask(`?key=${key}`),
    ]).toEqual([
      ["/file", 404, "file_not_found"],
      [`/file?key=${key}`, 404, "file_not_found"],
      ["/file", 404, ""],
      [`?key=${key}`, 200, undefined],
    ])
    const downloads = app.database.db
      .selectFrom("audit_entry")
      .select("id")
      .where("action", "=", "export.file-downloaded")
    expect(await downloads.execute()).toEqual([])
  })
})
