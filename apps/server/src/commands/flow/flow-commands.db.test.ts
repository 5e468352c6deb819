import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { BlueprintContent } from "@holdfast/protocol/flow"
import { afterAll, beforeAll, expect, test } from "vitest"
import type { Translator } from "../../flow/translate/translator.ts"
import type { Draft } from "../../http/wire/config/flow-shapes.ts"
import type { Segment } from "../../http/wire/config/segment-routes.ts"
import { startCommand } from "../../testing/start-command.ts"
import { type TestApp, type TestWorkspace, testApp } from "../../testing/test-app.ts"
import { CommandError } from "../with-database.ts"
import { checkFlows } from "./check-flows.ts"
import { createConfigClient } from "./config-client.ts"
import type { FlowFile } from "./flow-file.ts"
import { listFlows } from "./list-flows.ts"
import { pullFlows } from "./pull-flows.ts"
import { pushFlows } from "./push-flows.ts"

let server: TestApp
let url: string
let root: string
beforeAll(async () => {
  // a translator that says which language it was asked for
  const translator: Translator = {
    translate: async (texts, _, to) => texts.map((text) => `${to}:${text}`),
  }
  server = await testApp({ translator })
  url = await server.app.listen({ host: "127.0.0.1", port: 0 })
  root = mkdtempSync(join(tmpdir(), "hf-flows-"))
})
afterAll(async () => {
  await server.close()
  rmSync(root, { recursive: true })
})

const yearly = [{ attribute: "BILLING_INTERVAL", operand: "INCLUDES" as const, value: ["YEAR"] }]

/** A workspace, a folder for it, and the commands on both. */
async function newPlace() {
  const workspace: TestWorkspace = await server.addWorkspace("Shop")
  const dir = mkdtempSync(join(root, "flows-"))
  const client = createConfigClient({ url, appId: workspace.appId, configKey: workspace.configKey })
  const at = (path: string) => join(dir, path)
  const read = (path: string) => JSON.parse(readFileSync(at(path), "utf8"))
  const told = async (command: (out: { say: Say; complain: Say }) => Promise<number>) => {
    const lines: string[] = []
    const code = await command({
      say: (line) => void lines.push(line),
      complain: (line) => void lines.push(`! ${line}`),
    })
    return [code, ...lines]
  }
  return {
    workspace,
    dir,
    client,
    pull: () => told((out) => pullFlows({ client, dir, ...out })),
    check: () => told((out) => checkFlows({ dir, ...out })),
    push: (note: string | null = null, overDrafts = false) =>
      told((out) => pushFlows({ client, dir, note, overDrafts, ...out })),
    list: () => told((out) => listFlows({ client, ...out })),
    read: (path: string): FlowFile => read(path),
    write: (path: string, value: object) => writeFileSync(at(path), JSON.stringify(value)),
    /** Another content in a file, as somebody edits it. */
    edit(path: string, change: (content: BlueprintContent) => BlueprintContent) {
      const file: FlowFile = read(path)
      writeFileSync(at(path), `${JSON.stringify({ ...file, content: change(file.content) }, null, 2)}\n`)
    },
    order: (segments: string[]) =>
      writeFileSync(at("order.json"), `${JSON.stringify({ segments }, null, 2)}\n`),
    /** Every file with its text. */
    texts: () =>
      Object.fromEntries(
        readdirSync(dir, { recursive: true, encoding: "utf8" })
          .filter((path) => path.endsWith(".json"))
          .sort()
          .map((path) => [path, readFileSync(at(path), "utf8")]),
      ),
    draft: (flowId: string | undefined) => client.get<Draft>(`flows/${flowId}/draft`),
    /** In the dashboard. */
    async save(flowId: string | undefined, change: (content: BlueprintContent) => BlueprintContent) {
      const { content, revision } = await client.get<Draft>(`flows/${flowId}/draft`)
      return client.send<Draft>("PUT", `flows/${flowId}/draft`, { content: change(content), revision })
    },
    addSegment: (name: string) => client.send<Segment>("POST", "segments", { name, filter: yearly }),
    segments: async () => (await client.get<{ segments: Segment[] }>("segments")).segments,
  }
}
type Say = (line: string) => void
type Place = Awaited<ReturnType<typeof newPlace>>

const publishIn = async ({ client, draft }: Place, flowId: string | undefined) =>
  client.send("POST", `flows/${flowId}/publish`, { revision: (await draft(flowId)).revision })

const header = (text: string) => (content: BlueprintContent) => ({
  ...content,
  steps: content.steps.map((step, i) => (i === 0 ? { ...step, header: text } : step)),
})
const cooldown = (pauseCooldown: number) => (content: BlueprintContent) => ({ ...content, pauseCooldown })

test("pulled, changed, checked, pushed, published: pulled again, nothing is another", async () => {
  const place = await newPlace()
  expect(await place.pull()).toEqual([0, "primary.json: written, version 1", "order.json: written"])
  expect(await place.push()).toEqual([0, "primary.json: nothing changed"])

  place.edit("primary.json", header("What went wrong?"))
  expect(await place.check()).toEqual([0, "1 flow, no faults"])
  expect(await place.push()).toEqual([0, "primary.json: draft saved"])
  const { flowId } = place.read("primary.json")
  const draft = await place.draft(flowId)
  expect([draft.hasUnpublishedChanges, draft.published?.version, draft.content.steps[0]?.header]).toEqual([
    true,
    1,
    "What went wrong?",
  ])
  expect(await place.push()).toEqual([0, "primary.json: nothing changed"])

  expect(await place.push("Plainer")).toEqual([0, "primary.json: published version 2"])
  const texts = place.texts()
  expect(place.read("primary.json").basedOn).toEqual({ version: 2 })
  expect(await place.pull()).toEqual([0, "primary.json: unchanged, version 2"])
  expect(place.texts()).toEqual(texts)
  const { note } = await server.database.db
    .selectFrom("blueprint")
    .select("note")
    .where("workspace_id", "=", place.workspace.id)
    .where("version", "=", 2)
    .executeTakeFirstOrThrow()
  expect(note).toBe("Plainer")
})

test("without a note customers see nothing of a push: neither content nor rules, order, on or off", async () => {
  const place = await newPlace()
  const [first, second] = [await place.addSegment("First"), await place.addSegment("Second")]
  await publishIn(place, first.flowId)
  await place.pull()
  const file = place.read("segments/first.json")
  const segment = { id: first.id, name: "One", enabled: true, filter: [{ ...yearly[0], value: ["MONTH"] }] }
  place.write("segments/first.json", { ...file, segment })
  place.order(["second.json", "first.json"])
  const before = await place.segments()
  expect(await place.push()).toEqual([
    0,
    "primary.json: nothing changed",
    "segments/first.json: another name, other rules, turned on: not sent without --publish",
    "segments/second.json: nothing changed",
    "order.json: another order: not sent without --publish",
  ])
  expect(await place.segments()).toEqual(before)
  expect(await place.push("Months first")).toEqual([
    0,
    "primary.json: nothing changed",
    "segments/first.json: another name, other rules, turned on",
    "segments/second.json: published version 1",
    "order.json: segments put in order",
  ])
  expect(await place.segments()).toEqual([
    { ...before[1], priority: 0 },
    { ...before[0], ...segment, filter: [{ ...segment.filter[0], type: "STRING" }], priority: 1 },
  ])
  expect(second.id).toBe(before[1]?.id)
  // the name in the file does not follow that of the segment
  expect(Object.keys(place.texts())).toEqual([
    "order.json",
    "primary.json",
    "segments/first.json",
    "segments/second.json",
  ])
  const texts = place.texts()
  await place.pull()
  expect(place.texts()).toEqual(texts)
})

test("a file without ids makes a segment, whose copied parts get guids of their own, and holds its ids then", async () => {
  const place = await newPlace()
  await place.pull()
  const primary = place.read("primary.json")
  const { content } = primary
  const own = { guid: "own", value: "Only here", followup: null, offer: null }
  const steps = content.steps.map((step) =>
    step.stepType === "SURVEY"
      ? { ...step, survey: { ...step.survey, choices: [...step.survey.choices, own] } }
      : step,
  )
  const segment = { name: "Annual", enabled: true, filter: yearly }
  await place.addSegment("Gone soon")
  await place.pull()
  place.write("segments/annual.json", { segment, basedOn: null, content: { ...content, steps } })
  place.order(["annual.json", "gone-soon.json"])
  expect(await place.check()).toEqual([0, "3 flows, no faults"])
  expect(await place.push("Annual customers")).toEqual([
    0,
    "primary.json: nothing changed",
    "segments/annual.json: segment made; published version 1; turned on",
    "segments/gone-soon.json: published version 1",
    "order.json: segments put in order",
  ])
  const written = place.read("segments/annual.json")
  const [made] = await place.segments()
  expect(made).toEqual({ ...written.segment, flowId: written.flowId, priority: 0 })
  expect(made).toMatchObject({ name: "Annual", enabled: true, filter: yearly })
  const [survey] = written.content.steps
  expect([survey?.origin, survey?.guid === content.steps[0]?.guid]).toEqual([content.steps[0]?.guid, false])
  expect(survey?.stepType === "SURVEY" && survey.survey.choices.at(-1)).toEqual(own)
  expect((await place.draft(written.flowId)).content).toEqual(written.content)
  const texts = place.texts()
  await place.pull()
  expect(place.texts()).toEqual(texts)
})

test("a new segment without a note stays off, and its draft can be pulled", async () => {
  const place = await newPlace()
  await place.pull()
  const { content } = place.read("primary.json")
  const segment = { name: "Annual", enabled: true, filter: yearly }
  await place.addSegment("Other")
  await place.pull()
  place.write("segments/annual.json", { segment, basedOn: null, content })
  place.order(["other.json", "annual.json"])
  expect((await place.push())[2]).toBe(
    "segments/annual.json: segment made; turned on: not sent without --publish",
  )
  expect((await place.pull())[3]).toBe("segments/annual.json: written, the draft; nothing was published")
  expect(place.read("segments/annual.json").segment?.enabled).toBe(false)
})

test("somebody's draft is not written over, unless it is asked for; a file that is live leaves it alone", async () => {
  const place = await newPlace()
  await place.pull()
  const { flowId } = place.read("primary.json")
  const theirs = await place.save(flowId, cooldown(77))
  expect(await place.push("Nothing")).toEqual([0, "primary.json: somebody's draft stays"])
  expect((await place.pull())[1]).toBe("primary.json: unchanged, version 1; a draft was not pulled")
  place.edit("primary.json", header("Mine"))
  const refused = [
    1,
    "! primary.json: Somebody's draft is not published, and is not what this file says: look at it on the page Flows, or write over it with --over-drafts.",
    "! Nothing was sent.",
  ]
  expect(await place.push()).toEqual(refused)
  expect(await place.push("Mine")).toEqual(refused)
  expect(await place.draft(flowId)).toEqual(theirs)
  expect(await place.push("Mine", true)).toEqual([0, "primary.json: draft saved; published version 2"])
  expect((await place.draft(flowId)).content).toEqual(place.read("primary.json").content)
})

test("a change of what is no longer live is refused: pull first", async () => {
  const place = await newPlace()
  await place.pull()
  const { flowId } = place.read("primary.json")
  place.edit("primary.json", header("Mine"))
  await place.save(flowId, cooldown(77))
  await publishIn(place, flowId)
  expect(await place.push("Mine", true)).toEqual([
    1,
    "! primary.json: It is based on version 1, and version 2 is live: pull first, and make the change there.",
    "! Nothing was sent.",
  ])
  expect((await place.draft(flowId)).published?.version).toBe(2)
})

test("a part that is known keeps its guid, and takes none of another flow", async () => {
  const place = await newPlace()
  const segment = await place.addSegment("Annual")
  await publishIn(place, segment.flowId)
  await place.pull()
  const [survey] = place.read("primary.json").content.steps
  place.edit("segments/annual.json", (content) => ({
    ...content,
    steps: content.steps.map((step, i) => (i === 0 ? { ...step, guid: survey?.guid ?? "" } : step)),
  }))
  const told = await place.push()
  expect(told).toEqual([
    1,
    expect.stringMatching(
      /^! segments\/annual\.json: content\.steps\[0\]\.guid is new, although this is the step /,
    ),
    "! segments/annual.json: content.steps[0].guid is that of a part in primary.json too. It takes one of its own.",
    "! Nothing was sent.",
  ])
  expect((await place.check())[1]).toBe(
    "Note: segments/annual.json: content.steps[0].guid is that of a part in primary.json too.",
  )
})

test("with a fault nothing is sent; faults of publishing stop a publication alone", async () => {
  const place = await newPlace()
  await place.addSegment("Annual")
  await place.pull()
  const { flowId } = place.read("primary.json")
  const before = await place.draft(flowId)
  place.edit("primary.json", header("Mine"))
  writeFileSync(join(place.dir, "segments/annual.json"), "<<<<<<< HEAD")
  for (const told of [await place.push(), await place.check()])
    expect(told.slice(0, 2)).toEqual([1, expect.stringMatching(/^! segments\/annual\.json: It is no JSON/)])
  expect(await place.draft(flowId)).toEqual(before)
  await expect(place.pull()).rejects.toThrow(
    /^segments\/annual\.json: It is no JSON .* nothing was written\.$/,
  )

  rmSync(join(place.dir, "segments/annual.json"))
  await place.pull()
  place.edit("primary.json", (content) => ({
    ...content,
    branding: { primaryColor: "teal", brandImage: null },
  }))
  const fault = "! primary.json: content.branding.primaryColor is no colour as #rrggbb."
  expect(await place.check()).toEqual([1, fault])
  expect(await place.push("Teal")).toEqual([1, fault, "! Nothing was sent."])
  expect((await place.push())[1]).toBe("primary.json: draft saved")
})

test("a refusal in the middle says what was done and what was not", async () => {
  const place = await newPlace()
  for (const name of ["A", "B"]) await publishIn(place, (await place.addSegment(name)).flowId)
  await place.pull()
  for (const path of ["primary.json", "segments/a.json", "segments/b.json"]) place.edit(path, header("Mine"))
  const { flowId } = place.read("segments/a.json")
  // somebody saves between the look at the server and the write
  const racing = {
    ...place.client,
    send: async <T extends object>(
      ...[method, path, body]: Parameters<Place["client"]["send"]>
    ): Promise<T> => {
      if (path === `flows/${flowId}/draft`) await place.save(flowId, cooldown(77))
      return place.client.send<T>(method, path, body)
    },
  }
  const lines: string[] = []
  const code = await pushFlows({
    ...{ client: racing, dir: place.dir, note: null, overDrafts: false },
    say: (line) => void lines.push(line),
    complain: (line) => void lines.push(`! ${line}`),
  })
  expect([code, ...lines]).toEqual([
    1,
    "primary.json: draft saved",
    expect.stringMatching(/^! segments\/a\.json: The draft is at revision \d+ by now: read it again/),
    "! Stopped there. Nothing was done for segments/b.json, order.json.",
  ])
  expect((await place.draft(place.read("segments/b.json").flowId)).hasUnpublishedChanges).toBe(false)
})

test("hostile names lie in the folder, and names that were made keep their files", async () => {
  const place = await newPlace()
  for (const name of ["../../x", "CON", "🦆", "Order", "primary", "Plus!"]) await place.addSegment(name)
  await place.pull()
  const names = ["x", "con-segment", "segment", "order", "primary", "plus"].map((name) => `${name}.json`)
  expect(place.read("order.json")).toEqual({ segments: names })
  expect(readdirSync(root).filter((name) => !name.startsWith("flows-"))).toEqual([])
  expect(readdirSync(place.dir).sort()).toEqual(["order.json", "primary.json", "segments"])
  const [x] = await place.segments()
  await place.client.send("PATCH", `segments/${x?.id}`, { name: "Y" })
  await place.client.send("POST", "segments", { name: "X", filter: yearly })
  await place.pull()
  expect(place.read("order.json")).toEqual({ segments: [...names, "x-2.json"] })
  expect(place.read("segments/x.json").segment?.name).toBe("Y")
})

test("a segment that is gone takes its file along, and one of the server's without a file stops a push", async () => {
  const place = await newPlace()
  const segment = await place.addSegment("Annual")
  await place.pull()
  await server.database.db
    .updateTable("flow")
    .set({ archived_at: new Date() })
    .where("workspace_id", "=", place.workspace.id)
    .where("id", "=", segment.flowId)
    .execute()
  expect((await place.push())[1]).toBe(
    "! segments/annual.json: This workspace has no such flow, or it is archived.",
  )
  expect(await place.pull()).toEqual([
    0,
    "primary.json: unchanged, version 1",
    "segments/annual.json: removed; its segment is archived or gone",
    "order.json: written",
  ])
  await place.addSegment("Teams")
  expect((await place.push())[1]).toBe(
    "! order.json: No file holds Teams, which is on the server: pull first.",
  )
})

test("a folder of another workspace is neither written over nor pushed", async () => {
  const [place, other] = [await newPlace(), await newPlace()]
  await place.pull()
  const texts = place.texts()
  const pulled = pullFlows({ client: other.client, dir: place.dir, say: () => {} })
  await expect(pulled).rejects.toThrow(
    "primary.json is of another workspace; take another folder. Nothing was written.",
  )
  await expect(pulled).rejects.toBeInstanceOf(CommandError)
  expect(place.texts()).toEqual(texts)
})

test("flows are listed with how they stand", async () => {
  const place = await newPlace()
  const { flowId } = await place.addSegment("Annual")
  await place.pull()
  const primary = place.read("primary.json")
  await place.save(primary.flowId, cooldown(9))
  expect(await place.list()).toEqual([
    0,
    `Primary Flow  live, draft differs  ${primary.flowId}`,
    `Annual        never published      ${flowId}`,
  ])
})

test("on the command line: by environment or options, the key never shown", async () => {
  const { workspace, dir } = await newPlace()
  const env = {
    HOLDFAST_URL: url,
    HOLDFAST_APP_ID: workspace.appId,
    HOLDFAST_CONFIG_KEY: workspace.configKey,
  }
  const run = (args: string[], given = {}) => startCommand(server.address, ["flow", ...args], given).ended
  const [pulled, wrongKey, noKey, misplaced] = [
    await run(["pull", dir], env),
    await run(["list", "--url", url, "--app", workspace.appId, "--key", `${workspace.configKey}x`]),
    await run(["list", "--app", workspace.appId], { HOLDFAST_CONFIG_KEY: "" }),
    await run(["list", workspace.configKey], env),
  ]
  expect(pulled).toEqual({ code: 0, out: "primary.json: written, version 1\norder.json: written\n", err: "" })
  expect([wrongKey.code, wrongKey.err]).toEqual([
    1,
    `holdfast: ${url} does not accept App ID and config key: x-ck-api-key is not a config key of this workspace.\n`,
  ])
  expect([noKey.code, noKey.err]).toEqual([
    2,
    "holdfast: HOLDFAST_CONFIG_KEY or --key is a config key of the workspace. `holdfast help` lists what there is.\n",
  ])
  expect([misplaced.code, misplaced.err.includes(workspace.configKey)]).toEqual([2, false])
})

test("translations go to the server and come back; what a publication translated is written into the file", async () => {
  const place = await newPlace()
  await place.pull()
  const [survey] = place.read("primary.json").content.steps
  const guid = survey?.guid ?? ""
  const own = { text: "Pourquoi ?", source: survey?.header ?? "", by: "own" } as const
  place.edit("primary.json", (content) => ({
    ...content,
    translations: { fr: { [guid]: { header: own } } },
    automaticLanguages: ["de"],
  }))
  expect(await place.check()).toEqual([0, expect.any(String)])
  const [code, line] = await place.push("In French")
  expect([code, line]).toEqual([
    0,
    expect.stringMatching(/^primary\.json: draft saved; published version 2; \d+ texts translated into de$/),
  ])
  const { content } = place.read("primary.json")
  expect(content.translations?.fr).toEqual({ [guid]: { header: own } })
  expect(content.translations?.de?.[guid]?.header).toEqual({
    ...{ text: `de:${own.source}`, source: own.source, by: "automatic" },
  })
  expect(await place.push("Nothing")).toEqual([0, "primary.json: nothing changed"])
  place.edit("primary.json", ({ translations, ...rest }) => ({
    ...rest,
    translations: { ...translations, xx: { gone: { header: own } } },
  }))
  expect((await place.check()).filter((said) => String(said).startsWith("!"))).toEqual([
    expect.stringMatching(
      /^! primary\.json: content\.translations\.xx is no language that the widget has words in/,
    ),
    "! primary.json: content.translations.xx.gone is no part of this flow.",
  ])
})
