import { type BlueprintContent, mergeContents, slotsOf } from "@holdfast/protocol/flow"
import { expect, test } from "vitest"
import {
  asFollowUp,
  changePart,
  findPart,
  followUpKind,
  moved,
  newChoice,
  newOffer,
  newStep,
  ofKind,
  settle,
  stepIn,
  turnSlot,
} from "./edits.ts"

const choice = (guid: string, rest: object = {}) => ({
  guid,
  value: guid,
  followup: null,
  offer: null,
  ...rest,
})
const survey = (...guids: string[]) => ({
  guid: "survey",
  stepType: "SURVEY" as const,
  header: "Why?",
  description: "",
  survey: { choices: guids.map((guid) => choice(guid)), randomize: false },
})
const confirm = {
  guid: "confirm",
  stepType: "CONFIRM" as const,
  header: "Sure?",
  description: "",
  confirm: { acknowledgement: false, acknowledgementText: "" },
}
const content: BlueprintContent = {
  steps: [survey("a", "b"), confirm],
  branding: { primaryColor: null, brandImage: null },
  discountCooldown: null,
  pauseCooldown: null,
}

test("one part changes, and nothing else becomes another object", () => {
  const changed = changePart(content, "a", (part) => ({ ...part, value: "Price" }))
  expect(findPart(changed, "a")).toMatchObject({ value: "Price" })
  expect(findPart(changed, "b")).toBe(findPart(content, "b"))
  expect(changed.steps[1]).toBe(confirm)
  expect(changePart(content, "nobody", () => null)).toBe(content)
})

test("a part that becomes null is gone from its list", () => {
  expect(
    findPart(
      changePart(content, "a", () => null),
      "a",
    ),
  ).toBe(null)
})

test("a slot is turned on in its place, off with its step kept, and on again as it was", () => {
  const full = ["INITIAL_OFFER", "FINAL_OFFER", "FREEFORM"] as const
  const all = full.reduce((now, slot) => turnSlot(now, slot, true), content)
  expect(slotsOf(all.steps)).toEqual(["INITIAL_OFFER", "SURVEY", "FREEFORM", "FINAL_OFFER", "CONFIRM"])
  const off = turnSlot(all, "SURVEY", false)
  expect([slotsOf(off.steps), off.turnedOff]).toEqual([
    ["INITIAL_OFFER", "FREEFORM", "FINAL_OFFER", "CONFIRM"],
    { SURVEY: content.steps[0] },
  ])
  expect(stepIn(off, "SURVEY")).toEqual({ step: content.steps[0], isOn: false })
  expect(turnSlot(off, "SURVEY", true)).toEqual(all)
  expect(turnSlot(all, "SURVEY", true)).toBe(all)
})

test("an item moves to another place, and no further than the ends", () => {
  const items = [choice("a"), choice("b"), choice("c")]
  const order = (guid: string, to: number) => moved(items, guid, to).map((each) => each.guid)
  expect([order("a", 1), order("a", 9), order("c", -1), order("x", 0)]).toEqual([
    ["b", "a", "c"],
    ["b", "c", "a"],
    ["c", "a", "b"],
    ["a", "b", "c"],
  ])
})

test("an offer of another kind keeps its words and gets a guid of its own", () => {
  const pause = newOffer("PAUSE")
  const said = { ...pause, copy: { ...pause.copy, header: "Stay" } }
  const discount = ofKind(said, "DISCOUNT")
  expect(discount).toMatchObject({ offerType: "DISCOUNT", copy: { header: "Stay" } })
  expect(discount.guid).not.toBe(pause.guid)
  expect("maxPauseLength" in discount).toBe(false)
  expect(ofKind(said, "PAUSE")).toBe(said)
})

test("a follow-up keeps what was written for another kind, as far as there is a place for it", () => {
  const both = asFollowUp(null, "both")
  expect([both?.options.length, both?.freeformLabel]).toEqual([2, ""])
  const said = both && { ...both, question: "What?", freeformLabel: "Else" }
  expect(asFollowUp(said, "structured")).toMatchObject({ question: "What?", freeformLabel: null })
  expect(asFollowUp(said, "freeform")).toMatchObject({ options: [], freeformLabel: "Else" })
  for (const kind of ["none", "freeform", "structured", "both"] as const) {
    expect(followUpKind(asFollowUp(null, kind))).toBe(kind)
  }
})

test("every new part has a guid of its own", () => {
  const guids = [newChoice(), newChoice(), newStep("SURVEY"), newStep("SURVEY"), newOffer("PAUSE")]
  expect(new Set(guids.map(({ guid }) => guid)).size).toBe(5)
})

const offered = {
  ...content,
  steps: [
    {
      ...survey(),
      survey: {
        choices: [choice("a", { offer: newOffer("DISCOUNT") }), choice("b"), choice("c")],
        randomize: false,
      },
    },
    confirm,
  ],
} as BlueprintContent

test.each<[string, (content: BlueprintContent, who: string) => BlueprintContent]>([
  ["a text", (now, who) => changePart(now, "a", (part) => ({ ...part, value: who }))],
  [
    "the shuffling",
    (now, who) =>
      changePart<ReturnType<typeof survey>>(now, "survey", (part) => ({
        ...part,
        survey: { ...part.survey, randomize: who as never },
      })),
  ],
  [
    "a word of an offer",
    (now, who) =>
      changePart(
        now,
        "a",
        (part) =>
          ({
            ...part,
            offer: {
              ...(findPart(offered, "a")?.offer as object),
              copy: { header: who, description: "", cta: "", declineCta: "" },
            },
          }) as never,
      ),
  ],
  [
    "an order",
    (now, who) =>
      changePart<ReturnType<typeof survey>>(now, "survey", (part) => ({
        ...part,
        survey: {
          ...part.survey,
          choices: moved(part.survey.choices, who === "mine" ? "a" : "c", who === "mine" ? 2 : 0).toSorted(
            (x, y) => (who === "mine" ? 0 : x.guid === "b" ? 1 : y.guid === "b" ? -1 : 0),
          ),
        },
      })),
  ],
  ["a colour", (now, who) => ({ ...now, branding: { primaryColor: who, brandImage: null } })],
  [
    "a part that one deleted",
    (now, who) => changePart(now, "b", (part) => (who === "mine" ? null : { ...part, value: who })),
  ],
])("%s that both changed becomes what the person chooses", (_, edit) => {
  const [mine, theirs] = [edit(offered, "mine"), edit(offered, "theirs")]
  const { content: merged, conflicts } = mergeContents(offered, mine, theirs)
  expect(conflicts).toHaveLength(1)
  const [conflict] = conflicts
  if (!conflict) return
  expect(settle(merged, conflict, conflict.theirs)).toEqual(theirs)
  expect(settle(merged, conflict, conflict.mine)).toEqual(mine)
})
