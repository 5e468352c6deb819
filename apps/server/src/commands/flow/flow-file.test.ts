import { expect, test } from "vitest"
import { starterFlow } from "../../flow/starter-flow.ts"
import { type FlowFile, flowFileText, isSame, readFlowFile } from "./flow-file.ts"

const file: FlowFile = {
  flowId: "flow-1",
  segment: {
    id: "segment-1",
    name: "Annual",
    enabled: false,
    filter: [{ attribute: "BILLING_INTERVAL", operand: "INCLUDES", value: ["YEAR"], type: "STRING" }],
  },
  basedOn: { version: 3 },
  content: starterFlow(),
}

/** The fields of every object the other way round, lists as they are. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned)
  if (typeof value !== "object" || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, each]) => [name, turned(each)]),
  )
}

test("fields stand in one order, whichever they came in", () => {
  expect(flowFileText(turned(file) as FlowFile)).toBe(flowFileText(file))
  const [step] = file.content.steps
  const text = flowFileText(file)
  expect(text).toBe(`${JSON.stringify(JSON.parse(text), null, 2)}\n`)
  expect(text.split("\n").slice(0, 16)).toEqual([
    "{",
    '  "flowId": "flow-1",',
    '  "segment": {',
    '    "id": "segment-1",',
    '    "name": "Annual",',
    '    "enabled": false,',
    '    "filter": [',
    "      {",
    '        "attribute": "BILLING_INTERVAL",',
    '        "operand": "INCLUDES",',
    '        "value": [',
    '          "YEAR"',
    "        ],",
    '        "type": "STRING"',
    "      }",
    "    ]",
  ])
  expect(text).toMatch(/"content": \{\n {4}"steps": \[\n {6}\{\n {8}"guid": "step-survey",\n {8}"header": /)
  expect(step?.guid).toBe("step-survey")
})

test("what is written is read again", () => {
  const read = readFlowFile(`\ufeff${flowFileText(file).replaceAll("\n", "\r\n")}`)
  expect(read).toEqual({ file })
  expect("file" in read && isSame(turned(read.file), file)).toBe(true)
})

test.for([
  ["", /^It is no JSON \(.*\)\.$/],
  ["<<<<<<< HEAD", /^It is no JSON \(.*\)\.$/],
  ["[]", /^It holds no object\.$/],
  ["null", /^It holds no object\.$/],
  [{ ...file, content: undefined }, /^content is missing\.$/],
  [{ ...file, version: 3 }, /^version is not known here; known are flowId, segment, basedOn, content\.$/],
  [{ ...file, segment: "Annual" }, /^segment is "Annual"; it takes object\.$/],
  [{ ...file, segment: { ...file.segment, name: " " } }, /^segment\.name is " "; it takes 1 to 80/],
  [{ ...file, basedOn: 3 }, /^basedOn is a number; it takes object\.$/],
  [
    { ...file, content: { ...file.content, steps: [{ stepType: "QUIZ" }] } },
    /^content\.steps\[0\]\.stepType is "QUIZ"/,
  ],
] as const)("%j is refused with a sentence", ([given, sentence]) => {
  const read = readFlowFile(typeof given === "string" ? given : JSON.stringify(given))
  expect(read).toEqual({ sentence: expect.stringMatching(sentence) })
})
