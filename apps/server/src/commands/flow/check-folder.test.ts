import { copyContent } from "@holdfast/protocol/flow"
import { expect, test } from "vitest"
import { starterFlow } from "../../flow/starter-flow.ts"
import { checkFolder } from "./check-folder.ts"
import type { FlowFile } from "./flow-file.ts"
import type { FlowFolder } from "./flow-folder.ts"

let number = 0
const copy = () => copyContent(starterFlow(), () => `part-${++number}`)
const primary = (): FlowFile => ({
  flowId: "flow-0",
  segment: null,
  basedOn: { version: 1 },
  content: starterFlow(),
})
const yearly = [{ attribute: "BILLING_INTERVAL", operand: "INCLUDES" as const, value: ["YEAR"] }]
const annual = (): FlowFile => ({
  flowId: "flow-1",
  segment: { id: "segment-1", name: "Annual", enabled: true, filter: yearly },
  basedOn: { version: 1 },
  content: copy(),
})
const folder = (segments: Record<string, FlowFile>, more: Partial<FlowFolder> = {}): FlowFolder => ({
  flows: [
    { path: "primary.json", file: primary() },
    ...Object.entries(segments).map(([name, file]) => ({ path: `segments/${name}`, file })),
  ],
  names: Object.keys(segments),
  order: Object.keys(segments),
  faults: [],
  ...more,
})
const faultsOf = (of: FlowFolder) =>
  checkFolder(of).faults.map(({ path, sentence }) => `${path}: ${sentence}`)

test("a good folder has no faults, with a new segment that is a copy too", () => {
  const { flowId: _, ...fresh } = annual()
  const segment = { name: "Teams", enabled: true, filter: yearly }
  const checked = checkFolder(
    folder({
      "annual.json": annual(),
      "teams.json": { ...fresh, basedOn: null, segment, content: starterFlow() },
    }),
  )
  expect(checked).toEqual({ faults: [], publishing: [], shared: [] })
})

const segment = annual().segment ?? { name: "", enabled: false, filter: [] }
const { id: _, ...withoutId } = segment

test.for<[string, Partial<FlowFile>, string[]]>([
  ["null", { segment: null }, ["segment is null, which is so for the Primary Flow alone."]],
  ["one id", { segment: withoutId }, ["flowId and segment.id belong together: a new segment has neither."]],
  ["the same flow", { flowId: "flow-0" }, ["flowId is that of primary.json too."]],
  [
    "no rules",
    { segment: { ...segment, filter: [] } },
    ["segment.enabled is true, and without rules it matches nobody."],
  ],
  [
    "a wrong rule",
    { segment: { ...segment, filter: [{ attribute: "PRICE", operand: "GTE", value: ["much"] }] } },
    ["segment.filter[0].value[0] is no number."],
  ],
])("a segment with %s is told", ([, change, sentences]) => {
  const told = faultsOf(folder({ "annual.json": { ...annual(), ...change } }))
  expect(told).toEqual(sentences.map((sentence) => `segments/annual.json: ${sentence}`))
})

test("a new segment is based on nothing", () => {
  const { flowId: _, ...fresh } = annual()
  const told = faultsOf(folder({ "annual.json": { ...fresh, segment: withoutId } }))
  expect(told).toEqual(["segments/annual.json: basedOn is null for a new segment."])
})

test("two files of one segment, or of one name, are told", () => {
  const other = { ...annual(), segment: { ...segment, name: "ANNUAL " }, flowId: "flow-2" }
  expect(faultsOf(folder({ "annual.json": annual(), "b.json": other }))).toEqual([
    "segments/b.json: segment.id is that of segments/annual.json too.",
    "segments/b.json: segment.name is that of segments/annual.json too.",
  ])
})

test("the order names every file once", () => {
  const order = ["annual.json", "gone.json", "annual.json"]
  const segments = {
    "annual.json": annual(),
    "b.json": { ...annual(), flowId: "flow-2", segment: { ...segment, id: "s", name: "B" } },
  }
  expect(faultsOf(folder(segments, { order }))).toEqual([
    "order.json: There is no segments/gone.json.",
    "order.json: annual.json is there twice.",
    "order.json: b.json is missing in the order.",
  ])
})

test("a folder without a Primary Flow is told, and one whose file cannot be read only once", () => {
  expect(faultsOf(folder({}, { flows: [] }))).toEqual(["primary.json: It is missing; pull writes it."])
  const faults = [{ path: "primary.json", sentence: "It is no JSON." }]
  expect(faultsOf(folder({}, { flows: [], faults }))).toEqual(["primary.json: It is no JSON."])
})

test("faults of publishing and parts of two flows are told apart from the rest", () => {
  const content = { ...starterFlow(), branding: { primaryColor: "teal", brandImage: null } }
  const checked = checkFolder(folder({ "annual.json": { ...annual(), content } }))
  expect([checked.faults, checked.publishing]).toEqual([
    [],
    [{ path: "segments/annual.json", sentence: "content.branding.primaryColor is no colour as #rrggbb." }],
  ])
  expect(checked.shared[0]).toEqual({
    path: "segments/annual.json",
    guid: "step-survey",
    sentence: "content.steps[0].guid is that of a part in primary.json too.",
  })
})
