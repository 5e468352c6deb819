import { randomUUID } from "node:crypto"
import type { BlueprintContent } from "@holdfast/protocol/flow"
import fc from "fast-check"
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { type TestDatabase, testDatabase } from "../../testing/test-database.ts"
import { type TestTranslationServer, testTranslationServer } from "../../testing/test-translation-server.ts"
import { findBlueprint } from "../blueprints.ts"
import { installFlows } from "../install-flows.ts"
import { listHistory } from "../list/list-history.ts"
import { starterFlow, starterFlows } from "../starter-flow.ts"
import { libreTranslate } from "../translate/libre-translate.ts"
import { discardDraft } from "./discard-draft.ts"
import type { FlowChange, FlowWriter } from "./flow-change.ts"
import { publishDraft } from "./publish-draft.ts"
import { readEditedFlow } from "./read-edited-flow.ts"
import { restoreVersion } from "./restore-version.ts"
import { saveDraft } from "./save-draft.ts"

let database: TestDatabase
let writer: FlowWriter
const announced: string[] = []
const now = new Date("2026-11-01T12:00:00.000Z")
const flowId = "flow-1"
beforeAll(async () => {
  database = await testDatabase()
  writer = { db: database.db, announce: (workspaceId, flow) => announced.push(`${workspaceId} ${flow}`) }
})
afterAll(() => database.close())

/** A workspace with the starter flow. */
async function begin(): Promise<FlowChange> {
  const workspaceId = randomUUID()
  await installFlows(
    database.db,
    workspaceId,
    starterFlows({ flow: flowId, blueprint: "blueprint-1" }, now),
    now,
  )
  const actor = { kind: "person", id: "p1", name: "ada@example.com", address: "192.0.2.7" } as const
  return { workspaceId, actor, now }
}

const saying = (header: string): BlueprintContent => {
  const content = starterFlow()
  const [first, ...others] = content.steps
  if (!first) throw new Error("The starter flow has steps")
  return { ...content, steps: [{ ...first, header }, ...others] }
}
const headerOf = (content: BlueprintContent | undefined) => content?.steps[0]?.header
const read = async ({ workspaceId }: FlowChange) => {
  const edited = await readEditedFlow(database.db, { workspaceId, mode: "live", now }, flowId)
  if (!edited) throw new Error("The flow is gone")
  return edited
}
const auditOf = ({ workspaceId }: FlowChange) =>
  database.db
    .selectFrom("audit_entry")
    .select(["action", "actor_name", "target_id", "detail"])
    .where("workspace_id", "=", workspaceId)
    .orderBy("id")
    .execute()

test("what is saved is the draft, faults and all; nobody is told of what was not saved", async () => {
  const change = await begin()
  announced.length = 0
  const faulty = { ...starterFlow(), steps: [] }
  expect(await saveDraft(writer, change, flowId, { content: faulty, revision: 0 })).toEqual({
    kind: "saved",
    revision: 1,
    updatedAt: now.toISOString(),
  })
  expect(announced).toEqual([`${change.workspaceId} ${flowId}`])
  const { flow, draft, live } = await read(change)
  expect(draft).toMatchObject({ content: faulty, revision: 1, updatedAt: now.toISOString() })
  expect(flow.draft).toMatchObject({ differences: 3, faults: 1 })
  expect(headerOf(live?.content)).toBe("What makes you want to cancel?")
  const refused = await saveDraft(writer, change, flowId, { content: saying("Mine"), revision: 0 })
  expect(refused).toMatchObject({ kind: "draft_changed", draft: { content: faulty, revision: 1 } })
  expect(announced).toHaveLength(1)
})

test("a content of another shape is refused at its place", async () => {
  const change = await begin()
  const save = (content: unknown) => saveDraft(writer, change, flowId, { content, revision: 0 })
  expect(await save({ ...starterFlow(), steps: [{ guid: 7 }] })).toEqual({
    kind: "invalid",
    sentence: "steps[0].stepType is missing.",
  })
  expect(await save("text")).toEqual({ kind: "invalid", sentence: "The content is no object." })
  expect((await read(change)).draft.revision).toBe(0)
})

test("of many who save at once, each save is on record, or its writer is told of the one that was first", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(3), { minLength: 2, maxLength: 6 }), async (pauses) => {
      const change = await begin()
      /** Each writer adds their name to what they know of the draft, until it is saved, as an editor that merges does. */
      const write = async (name: string, pause: number) => {
        let base = (await read(change)).draft
        for (;;) {
          for (let turn = 0; turn < pause; turn++) await Promise.resolve()
          const content = saying(`${headerOf(base.content)} ${name}`)
          const result = await saveDraft(writer, change, flowId, { content, revision: base.revision })
          if (result.kind === "saved") return result.revision
          if (result.kind !== "draft_changed") throw new Error(result.kind)
          base = result.draft
        }
      }
      const revisions = await Promise.all(pauses.map((pause, i) => write(`w${i}`, pause)))
      const { draft } = await read(change)
      expect(revisions.toSorted((a, b) => a - b)).toEqual(pauses.map((_, i) => i + 1))
      expect(draft.revision).toBe(pauses.length)
      const written = headerOf(draft.content)?.match(/w\d+/g) ?? []
      expect(written.toSorted()).toEqual(pauses.map((_, i) => `w${i}`))
    }),
    { numRuns: 12 },
  )
}, 120_000)

test("a publication is a version of its own, with who, when and why, and takes the draft with it", async () => {
  const change = await begin()
  await saveDraft(writer, change, flowId, { content: saying("Why?"), revision: 0 })
  const before = await findBlueprint(database.db, change.workspaceId, "blueprint-1")
  const later = { ...change, now: new Date("2026-11-02T08:00:00.000Z") }
  const published = await publishDraft(writer, later, flowId, { revision: 1, note: "Shorter" })
  if (published.kind !== "published") throw new Error(published.kind)
  expect(published).toMatchObject({ version: 2, revision: 2, publishedAt: "2026-11-02T08:00:00.000Z" })
  const { flow, draft, live } = await read(change)
  expect(flow.live).toMatchObject({ blueprintId: published.blueprintId, version: 2 })
  expect(flow.draft).toBe(null)
  expect(draft).toEqual({ content: saying("Why?"), revision: 2, updatedAt: null, updatedBy: null })
  expect(headerOf(live?.content)).toBe("Why?")
  expect(await findBlueprint(database.db, change.workspaceId, "blueprint-1")).toEqual(before)
  const row = await database.db
    .selectFrom("blueprint")
    .select(["published_by", "note", "name"])
    .where("workspace_id", "=", change.workspaceId)
    .where("id", "=", published.blueprintId)
    .executeTakeFirst()
  expect(row).toEqual({ published_by: "p1", note: "Shorter", name: "Primary Flow" })
  expect(await auditOf(change)).toEqual([
    {
      action: "flow.published",
      actor_name: "ada@example.com",
      target_id: flowId,
      detail: {
        before: { blueprintId: "blueprint-1", version: 1 },
        after: { blueprintId: published.blueprintId, version: 2 },
        differences: 1,
        note: "Shorter",
      },
    },
  ])
})

test("of two who publish at once one wins, and the other is told; version numbers have no gaps", async () => {
  const change = await begin()
  for (let round = 0; round < 5; round++) {
    const { draft } = await read(change)
    const saved = await saveDraft(writer, change, flowId, {
      content: saying(`Round ${round}`),
      revision: draft.revision,
    })
    if (saved.kind !== "saved") throw new Error(saved.kind)
    const results = await Promise.all(
      ["a", "b", "c"].map((note) => publishDraft(writer, change, flowId, { revision: saved.revision, note })),
    )
    expect(results.map(({ kind }) => kind).toSorted()).toEqual([
      "draft_changed",
      "draft_changed",
      "published",
    ])
    expect(results.find(({ kind }) => kind === "published")).toMatchObject({ version: round + 2 })
  }
})

test("whoever saves on what was there before a publication is told, although the draft is gone", async () => {
  const change = await begin()
  const early = (await read(change)).draft.revision
  await saveDraft(writer, change, flowId, { content: saying("Theirs"), revision: early })
  await publishDraft(writer, change, flowId, { revision: early + 1, note: null })
  const late = await saveDraft(writer, change, flowId, { content: saying("Mine"), revision: early })
  expect(late).toMatchObject({ kind: "draft_changed", draft: { revision: 2, updatedAt: null } })
  expect(late.kind === "draft_changed" && headerOf(late.draft.content)).toBe("Theirs")
})

test("what has faults, or says what is live, is not published", async () => {
  const change = await begin()
  const publish = (revision: number) => publishDraft(writer, change, flowId, { revision, note: null })
  expect(await publish(0)).toEqual({ kind: "nothing_to_publish" })
  await saveDraft(writer, change, flowId, { content: starterFlow(), revision: 0 })
  expect(await publish(1)).toEqual({ kind: "nothing_to_publish" })
  await saveDraft(writer, change, flowId, { content: { ...starterFlow(), steps: [] }, revision: 1 })
  expect(await publish(2)).toEqual({
    kind: "has_faults",
    faults: [{ path: "steps", guid: null, fault: "has no confirmation; every flow ends with one" }],
  })
  expect((await read(change)).draft).toMatchObject({ revision: 2, content: { steps: [] } })
  expect(await auditOf(change)).toEqual([])
})

test("discarding goes back to what is live, and a version is restored as the draft: two acts apart from publishing", async () => {
  const change = await begin()
  await saveDraft(writer, change, flowId, { content: saying("Second"), revision: 0 })
  await publishDraft(writer, change, flowId, { revision: 1, note: null })
  await saveDraft(writer, change, flowId, { content: saying("Third"), revision: 2 })

  expect(
    await restoreVersion(writer, change, flowId, { blueprintId: "blueprint-1", revision: 2 }),
  ).toMatchObject({ kind: "draft_changed", draft: { revision: 3 } })
  const restored = await restoreVersion(writer, change, flowId, { blueprintId: "blueprint-1", revision: 3 })
  expect(restored).toEqual({ kind: "restored" })
  let edited = await read(change)
  expect([headerOf(edited.draft.content), headerOf(edited.live?.content), edited.draft.revision]).toEqual([
    "What makes you want to cancel?",
    "Second",
    4,
  ])

  expect(await discardDraft(writer, change, flowId, 3)).toMatchObject({ kind: "draft_changed" })
  expect(await discardDraft(writer, change, flowId, 4)).toEqual({ kind: "discarded" })
  edited = await read(change)
  expect([headerOf(edited.draft.content), edited.draft.revision, edited.flow.draft]).toEqual([
    "Second",
    5,
    null,
  ])
  // nothing is there to discard
  expect(await discardDraft(writer, change, flowId, 5)).toEqual({ kind: "discarded" })
  expect((await read(change)).draft.revision).toBe(5)
  expect((await auditOf(change)).map(({ action }) => action)).toEqual(["flow.published"])
})

test("flows and versions of others are none", async () => {
  const [mine, theirs] = [await begin(), await begin()]
  const theirFlow = "flow-of-theirs"
  await database.db
    .insertInto("flow")
    .values({
      ...{ workspace_id: theirs.workspaceId, id: theirFlow, segment_id: "s", arm: null, name: "S" },
      created_at: now,
    })
    .execute()
  const missing = { kind: "flow_not_found" }
  const content = starterFlow()
  expect(await saveDraft(writer, mine, theirFlow, { content, revision: 0 })).toEqual(missing)
  expect(await publishDraft(writer, mine, theirFlow, { revision: 0, note: null })).toEqual(missing)
  expect(await discardDraft(writer, mine, theirFlow, 0)).toEqual(missing)
  // a version of the same workspace, of another flow
  const other = { blueprintId: "blueprint-1", revision: 0 }
  expect(await restoreVersion(writer, theirs, theirFlow, other)).toEqual({ kind: "blueprint_not_found" })
  // never published and never saved
  expect(await discardDraft(writer, theirs, theirFlow, 0)).toEqual({ kind: "nothing_published" })
  expect(await publishDraft(writer, theirs, theirFlow, { revision: 0, note: null })).toEqual(missing)
})

test("an archived flow stays as it is", async () => {
  const change = await begin()
  await database.db
    .updateTable("flow")
    .set({ segment_id: "s", archived_at: now })
    .where("workspace_id", "=", change.workspaceId)
    .execute()
  const archived = { kind: "flow_archived" }
  expect(await saveDraft(writer, change, flowId, { content: starterFlow(), revision: 0 })).toEqual(archived)
  expect(await publishDraft(writer, change, flowId, { revision: 0, note: null })).toEqual(archived)
  expect(await discardDraft(writer, change, flowId, 0)).toEqual(archived)
  const restore = restoreVersion(writer, change, flowId, { blueprintId: "blueprint-1", revision: 0 })
  expect(await restore).toEqual(archived)
})

describe("a publication that translates", () => {
  let server: TestTranslationServer
  let translating: FlowWriter
  beforeAll(async () => {
    server = await testTranslationServer()
    translating = { ...writer, translator: libreTranslate({ url: server.url, key: null }) }
  })
  afterAll(() => server.close())
  beforeEach(() => {
    server.mood = "fine"
  })

  test("is what the draft says, with what was missing in other languages; the answer, the history and the log tell of it", async () => {
    const change = await begin()
    await saveDraft(writer, change, flowId, {
      content: { ...saying("Why?"), automaticLanguages: ["fr"] },
      revision: 0,
    })
    const published = await publishDraft(translating, change, flowId, { revision: 1, note: null })
    if (published.kind !== "published") throw new Error(published.kind)
    const { live, flow } = await read(change)
    const [survey] = live?.content.steps ?? []
    expect(live?.content.translations?.fr?.[survey?.guid ?? ""]?.header).toEqual({
      ...{ text: "fr:Why?", source: "Why?", by: "automatic" },
    })
    const translated = [
      { language: "fr", translated: published.translated[0]?.translated, failed: 0, why: null },
    ]
    expect(published.translated).toEqual(translated)
    expect(published.translated[0]?.translated).toBeGreaterThan(10)
    const [newest, first] = (await listHistory(database.db, change.workspaceId, flowId, "live")) ?? []
    expect([newest?.translated, first?.translated]).toEqual([translated, []])
    expect((await auditOf(change)).at(-1)?.detail).toMatchObject({ translated })
    // the draft is what is live
    expect([flow.draft, published.revision]).toEqual([null, 2])
  })

  test("goes out in the default language where the server refuses; published once more, it is translated", async () => {
    const change = await begin()
    const content = { ...starterFlow(), automaticLanguages: ["de"] }
    await saveDraft(writer, change, flowId, { content, revision: 0 })
    server.mood = { status: 500, body: { error: "no model" } }
    const refused = await publishDraft(translating, change, flowId, { revision: 1, note: null })
    const why = "The translation server answered 500: no model"
    expect(refused).toMatchObject({ kind: "published", version: 2, translated: [{ translated: 0, why }] })
    expect((await read(change)).live?.content).toEqual(content)
    server.mood = "fine"
    const again = await publishDraft(translating, change, flowId, { revision: 2, note: null })
    expect(again).toMatchObject({ kind: "published", version: 3, translated: [{ failed: 0, why: null }] })
    expect(await publishDraft(translating, change, flowId, { revision: 2, note: null })).toEqual({
      kind: "nothing_to_publish",
    })
  })

  test("asks the server for nothing where it will be refused, and holds no flow while it asks", async () => {
    const change = await begin()
    const content = { ...saying("Why?"), automaticLanguages: ["fr"] }
    await saveDraft(writer, change, flowId, { content, revision: 0 })
    server.asked = []
    expect(await publishDraft(translating, change, flowId, { revision: 0, note: null })).toMatchObject({
      kind: "draft_changed",
    })
    expect(server.asked).toEqual([])
    let save: ReturnType<typeof saveDraft> | null = null
    server.say = (text, target) => {
      save ??= saveDraft(writer, change, flowId, { content: { ...content, pauseCooldown: 5 }, revision: 1 })
      return `${target}:${text}`
    }
    const late: FlowWriter = {
      ...writer,
      translator: {
        async translate(...asked) {
          const said = await translating.translator?.translate(...asked)
          // somebody saves meanwhile, which would wait for ever if the flow were held
          expect((await save)?.kind).toBe("saved")
          return said ?? []
        },
      },
    }
    expect(await publishDraft(late, change, flowId, { revision: 1, note: null })).toMatchObject({
      kind: "draft_changed",
      draft: { revision: 2 },
    })
  })
})
