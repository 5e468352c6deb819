import type { ComparedStep, FlowComparison } from "@holdfast/protocol/flow"
import { expect, test } from "vitest"
import { comparisonSentence } from "./comparison-words.ts"

const step: ComparedStep["step"] = {
  guid: "s",
  stepType: "CONFIRM",
  header: "",
  description: "",
  confirm: { acknowledgement: false, acknowledgementText: "" },
}
const none: FlowComparison = { steps: [], added: [], isReordered: false, settings: [] }
const fates = (...all: ComparedStep["fate"][]) => all.map((fate) => ({ step, fate, differences: [] }))

test("only what changed is counted", () => {
  expect([
    comparisonSentence({ ...none, steps: fates("same") }),
    comparisonSentence({ ...none, steps: fates("changed", "same") }),
    comparisonSentence({
      steps: fates("changed", "changed", "removed"),
      added: [step],
      isReordered: true,
      settings: [{ label: "Colour", before: null, after: "#fff" }],
    }),
  ]).toEqual([
    "It says and does the same.",
    "Since this one: 1 step changed.",
    "Since this one: 2 steps changed, 1 removed, 1 new, the order of the steps changed, look or settings changed.",
  ])
})
