import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { type Mode, modes } from "@holdfast/protocol"
import { afterAll, beforeAll, expect, test } from "vitest"
import { createWorkspace, newWorkspace } from "../account/workspaces.ts"
import { startLive } from "../session/live/start-live.ts"
import { topicOf } from "../session/live/topic.ts"
import { startCommand } from "../testing/start-command.ts"
import { type TestDatabase, testDatabase } from "../testing/test-database.ts"

let database: TestDatabase
let folder: string
beforeAll(async () => {
  database = await testDatabase()
  folder = mkdtempSync(join(tmpdir(), "hf-import-"))
  const now = new Date()
  await createWorkspace(database.db, newWorkspace("Shop", now), now)
})
afterAll(async () => {
  await database.close()
  rmSync(folder, { recursive: true })
})

const run = (...args: string[]) =>
  startCommand(database.address, ["import", ...args], { HOLDFAST_DATA: folder })

const record = (n: number, more: object = {}) =>
  JSON.stringify({ _id: `their-${n}`, createdAt: "2025-03-01T09:00:00.000Z", mode: "LIVE", ...more })
const fileOf = (name: string, lines: readonly string[]): string => {
  const path = join(folder, name)
  writeFileSync(path, `${lines.join("\n")}\n`)
  return path
}
/** The numbers of the summary, in its order, without the time that it took. */
const numbersIn = (out: string) =>
  [...out.matchAll(/^ *(?:new|changed|unchanged|left out, in progress|refused) +([\d,]+)$/gm)].map(
    ([, number]) => number,
  )

test("a good file: what became of it, exit code 0; once more, all unchanged", async () => {
  const path = fileOf("good.ndjson", [record(1), record(2), record(3, { saveType: null, canceled: false })])
  const first = await run(path).ended
  expect(first).toMatchObject({ code: 0, err: expect.stringContaining("3 records") })
  expect(first.out).toMatch(/^3 records read in [\d.]+ s \([\d,]+ a second\) into Shop\n/)
  expect(numbersIn(first.out)).toEqual(["2", "0", "0", "1", "0"])
  const second = await run(path).ended
  expect([second.code, numbersIn(second.out)]).toEqual([0, ["0", "0", "2", "1", "0"]])
})

test("open pages hear of an import, and of one that brings nothing they do not", async () => {
  const { id: workspaceId } = await database.db.selectFrom("workspace").select("id").executeTakeFirstOrThrow()
  const { pool, address } = database
  const live = await startLive({ pool, address, log: { warn: () => {} } })
  const heard: Mode[] = []
  for (const mode of modes) live.follow(workspaceId, mode, () => heard.push(mode))
  const path = fileOf("heard.ndjson", [record(300)])
  await run(path).ended
  await expect.poll(() => heard).toEqual(["live"])
  await run(path).ended
  // an announcement of our own comes after all that the command sent
  live.announce([topicOf(workspaceId, "live")])
  await expect.poll(() => heard.length).toBeGreaterThan(1)
  expect(heard).toEqual(["live", "live"])
  await live.close()
})

test("refused records: twenty told, all in the report, exit code 1", async () => {
  const bad = Array.from({ length: 25 }, (_, n) => record(100 + n, { mode: "\u001b[2JPROD" }))
  const report = join(folder, "refused.ndjson")
  const { code, out, err } = await run(fileOf("bad.ndjson", [record(99), ...bad]), "--report", report).ended
  expect([code, numbersIn(out)]).toEqual([1, ["1", "0", "0", "0", "25"]])
  const told = err.split("\n").filter((line) => line.startsWith("Refused"))
  expect(told).toHaveLength(20)
  expect(told[0]).toBe('Refused line 2 (their-100): mode is "·[2JPROD"; it takes one of LIVE, TEST, SANDBOX.')
  expect(err).toContain(`And 5 more refused, all in ${report}.`)
  const lines = readFileSync(report, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line))
  expect(lines).toHaveLength(25)
  expect(lines[24]).toEqual({
    kind: "refused",
    record: 26,
    line: 26,
    id: "their-124",
    reason: 'mode is "\u001b[2JPROD"; it takes one of LIVE, TEST, SANDBOX.',
  })
})

test("what is left out is told and in the report, and the rest of the session is here", async () => {
  const pauseEnd = { customer: { id: "ada", pauseEnd: "9999-12-31" } }
  const path = fileOf("left-out.ndjson", [
    record(400, { ...pauseEnd, presentedOffers: [{ offerType: "GIFT" }, { offerType: "GIFT" }] }),
    record(401, { saveType: null, canceled: false }),
    record(402, pauseEnd),
    record(403, { saveType: null }),
  ])
  const report = join(folder, "left-out-report.ndjson")
  const { code, out, err } = await run(path, "--report", report).ended
  expect([code, numbersIn(out)]).toEqual([0, ["3", "0", "0", "1", "0"]])
  const date = "customer.pauseEnd is not between 2000 and 2200."
  const inProgress = "It is in progress: canceled is false and saveType is null."
  expect(err.split("\n").filter((line) => line.startsWith("Left out"))).toEqual([
    `Left out line 2 (their-401): ${inProgress}`,
    `Left out of 2 sessions: customer.pauseEnd. The first, on line 1: ${date}`,
  ])
  const lines = readFileSync(report, "utf8").trim().split("\n")
  const first = { kind: "field", record: 1, line: 1, id: "their-400" }
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    { ...first, field: "customer.pauseEnd", reason: date },
    { kind: "in progress", record: 2, line: 2, id: "their-401", reason: inProgress },
    { kind: "field", record: 3, line: 3, id: "their-402", field: "customer.pauseEnd", reason: date },
  ])
  const rows = await database.db
    .selectFrom("session")
    .select(["foreign_id", "outcome", "customer_id"])
    .where("foreign_id", "in", ["their-400", "their-401", "their-402", "their-403"])
    .orderBy("foreign_id")
    .execute()
  expect(rows).toEqual([
    { foreign_id: "their-400", outcome: "abandoned", customer_id: "ada" },
    { foreign_id: "their-402", outcome: "abandoned", customer_id: "ada" },
    { foreign_id: "their-403", outcome: "canceled", customer_id: null },
  ])
})

test("a file that breaks off: what came before is here and told, then what is wrong", async () => {
  const path = join(folder, "cut.json")
  writeFileSync(path, `[${record(200)},\n${record(201)},\n{"_id"`)
  const { code, out, err } = await run(path).ended
  expect([code, numbersIn(out)]).toEqual([1, ["2", "0", "0", "0", "1"]])
  expect(err).toContain(
    `holdfast: ${path} ends on line 3, before its list of records does; what came before was read.`,
  )
})

test("Ctrl-C stops it after the running batch; what was read is here", async () => {
  const { child, ended } = run("-")
  child.stdin.write(Array.from({ length: 600 }, (_, n) => `${record(1000 + n)}\n`).join(""))
  await new Promise<void>((shown) =>
    child.stderr.on("data", (data) => String(data).includes(" records") && shown()),
  )
  child.kill("SIGINT")
  const { code, out, err } = await ended
  expect(code).toBe(130)
  const [, read] = /^(\d+) records read/.exec(out) ?? []
  expect(Number(read)).toBeGreaterThanOrEqual(500)
  expect(numbersIn(out)).toEqual([read, "0", "0", "0", "0"])
  expect(err).toContain("Stopped. The same command again goes on")
})

test.for([
  [
    [],
    'import takes a file that ends in .ndjson, .jsonl or .json (or these with .gz), - or an address, not "".',
  ],
  [
    ["a.csv"],
    'import takes a file that ends in .ndjson, .jsonl or .json (or these with .gz), - or an address, not "a.csv".',
  ],
  [["a.json", "b.json"], 'import takes one file or address, not also "b.json".'],
  [["a.json", "--key", "k"], "--app and --key are for an address; a file takes none."],
  [["https://example.com/v1", "--app", "a"], "An address takes --app and --key, the credentials for it."],
] as const)("%j is told what it takes, exit code 2", async ([args, sentence]) => {
  expect(await run(...args).ended).toEqual({
    code: 2,
    out: "",
    err: `holdfast: ${sentence} \`holdfast help\` lists what there is.\n`,
  })
})
