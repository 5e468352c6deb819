import fc from "fast-check"
import { expect, test } from "vitest"
import type { BlueprintContent, BlueprintStep, SurveyChoice } from "./blueprint.ts"
import { slotsOf } from "./flow-slots.ts"
import { isSame, type MergeConflict, mergeContents } from "./merge-contents.ts"
import { partsOf } from "./publish-faults.ts"

const copy = { header: "Stay", description: "", cta: "Yes", declineCta: "No" }
const pause = (guid: string, maxPauseLength = 3) =>
  ({ guid, copy, offerType: "PAUSE", maxPauseLength, pauseInterval: "MONTH" }) as const
const choice = (guid: string, rest: Partial<SurveyChoice> = {}): SurveyChoice => ({
  guid,
  value: guid,
  followup: null,
  offer: null,
  ...rest,
})
const survey = (...choices: SurveyChoice[]): Extract<BlueprintStep, { stepType: "SURVEY" }> => ({
  guid: "survey",
  stepType: "SURVEY",
  header: "Why?",
  description: "",
  survey: { choices, randomize: false },
})
const offerStep = (guid: string): Extract<BlueprintStep, { stepType: "OFFER" }> => ({
  guid,
  stepType: "OFFER",
  header: "",
  description: "",
  offer: pause(`offer of ${guid}`),
})
const freeform: Extract<BlueprintStep, { stepType: "FREEFORM" }> = {
  guid: "freeform",
  stepType: "FREEFORM",
  header: "Else?",
  description: "",
  freeform: { placeholder: "", required: false, minLength: 0 },
}
const confirm: BlueprintStep = {
  guid: "confirm",
  stepType: "CONFIRM",
  header: "Sure?",
  description: "",
  confirm: { acknowledgement: false, acknowledgementText: "" },
}
const content = (...steps: BlueprintStep[]): BlueprintContent => ({
  steps,
  branding: { primaryColor: null, brandImage: null },
  discountCooldown: null,
  pauseCooldown: null,
})

const [a, b, c] = [choice("a"), choice("b"), choice("c")]
const base = content(survey(a, b, c), freeform, confirm)
const guidsOf = ({ steps }: BlueprintContent) =>
  steps.flatMap((step) => (step.stepType === "SURVEY" ? step.survey.choices.map(({ guid }) => guid) : []))

test("edits of different parts, and of different fields of one part, both survive", () => {
  const mine = content(survey({ ...a, value: "Price" }, b, c), { ...freeform, header: "More?" }, confirm)
  const theirs = {
    ...content(survey(a, b, { ...c, value: "Other" }), { ...freeform, description: "Go on" }, confirm),
    discountCooldown: 30,
  }
  expect(mergeContents(base, mine, theirs)).toEqual({
    content: {
      ...content(
        survey({ ...a, value: "Price" }, b, { ...c, value: "Other" }),
        { ...freeform, header: "More?", description: "Go on" },
        confirm,
      ),
      discountCooldown: 30,
    },
    conflicts: [],
  })
})

test("the same field changed in two ways is a conflict, and mine stands", () => {
  const mine = content(survey({ ...a, value: "Mine" }, b, c), freeform, confirm)
  const theirs = content(survey({ ...a, value: "Theirs" }, b, c), freeform, confirm)
  expect(mergeContents(base, mine, theirs)).toEqual({
    content: mine,
    conflicts: [{ guid: "a", field: "value", base: "a", mine: "Mine", theirs: "Theirs" }],
  })
  const color = (primaryColor: string) => ({ ...base, branding: { primaryColor, brandImage: null } })
  expect(mergeContents(base, color("#111111"), color("#222222")).conflicts).toEqual([
    { guid: null, field: "branding.primaryColor", base: null, mine: "#111111", theirs: "#222222" },
  ])
})

test("one moves, the other adds and deletes: the order is the first one's, with what is new behind its neighbour", () => {
  const mine = content(survey(c, b, a), freeform, confirm)
  const theirs = content(survey(a, choice("new"), c), freeform, confirm)
  const { content: merged, conflicts } = mergeContents(base, mine, theirs)
  expect([guidsOf(merged), conflicts]).toEqual([["c", "a", "new"], []])
})

test("two orders of one list are a conflict", () => {
  const mine = content(survey(b, a, c), freeform, confirm)
  const theirs = content(survey(a, c, b), freeform, confirm)
  const { content: merged, conflicts } = mergeContents(base, mine, theirs)
  expect([guidsOf(merged), conflicts]).toEqual([
    ["b", "a", "c"],
    [
      {
        guid: "survey",
        field: "order",
        base: ["a", "b", "c"],
        mine: ["b", "a", "c"],
        theirs: ["a", "c", "b"],
      },
    ],
  ])
})

test("a part that one deleted and the other changed is kept, and both are asked", () => {
  const mine = content(survey(b, c), freeform, confirm)
  const changed = { ...a, value: "Price" }
  const theirs = content(survey(changed, b, c), freeform, confirm)
  expect(mergeContents(base, mine, theirs)).toEqual({
    content: theirs,
    conflicts: [{ guid: "a", field: "", base: a, mine: null, theirs: changed }],
  })
})

test("a step that one turned off has the words that the other gave it meanwhile", () => {
  const mine = { ...content(survey(a, b, c), confirm), turnedOff: { FREEFORM: freeform } }
  const theirs = content(survey(a, b, c), { ...freeform, header: "More?" }, confirm)
  expect(mergeContents(base, mine, theirs)).toEqual({
    content: { ...mine, turnedOff: { FREEFORM: { ...freeform, header: "More?" } } },
    conflicts: [],
  })
})

test("an empty slot that both fill holds one step, and the other is told", () => {
  const [mine, theirs] = [content(offerStep("x"), ...base.steps), content(offerStep("y"), ...base.steps)]
  const { content: merged, conflicts } = mergeContents(base, mine, theirs)
  expect(slotsOf(merged.steps)).toEqual(["INITIAL_OFFER", "SURVEY", "FREEFORM", "CONFIRM"])
  expect(conflicts).toMatchObject([{ field: "slot", mine: { guid: "x" }, theirs: { guid: "y" } }])
})

/** What a person may do to a content; the names of what they add are their own. */
type Edit = (content: BlueprintContent, person: string, count: number) => BlueprintContent

const mapStep = (
  { steps, ...rest }: BlueprintContent,
  type: BlueprintStep["stepType"],
  change: (step: BlueprintStep) => BlueprintStep,
) => ({ ...rest, steps: steps.map((step) => (step.stepType === type ? change(step) : step)) })
const mapChoices = (content: BlueprintContent, change: (choices: SurveyChoice[]) => SurveyChoice[]) =>
  mapStep(content, "SURVEY", (step) =>
    step.stepType === "SURVEY"
      ? { ...step, survey: { ...step.survey, choices: change(step.survey.choices) } }
      : step,
  )

const edits = fc.oneof(
  fc.tuple(fc.constantFrom("SURVEY", "FREEFORM", "CONFIRM"), fc.string({ maxLength: 3 })).map(
    ([type, header]): Edit =>
      (content) =>
        mapStep(content, type, (step) => ({ ...step, header })),
  ),
  fc.tuple(fc.nat(5), fc.string({ maxLength: 3 })).map(
    ([at, value]): Edit =>
      (content) =>
        mapChoices(content, (all) => all.map((each, i) => (i === at ? { ...each, value } : each))),
  ),
  fc.nat(5).map(
    (at): Edit =>
      (content) =>
        mapChoices(content, (all) => all.filter((_, i) => i !== at)),
  ),
  fc.tuple(fc.nat(5), fc.nat(5)).map(
    ([from, to]): Edit =>
      (content) =>
        mapChoices(content, (all) => {
          const moved = all[from]
          return moved ? all.toSpliced(from, 1).toSpliced(to, 0, moved) : all
        }),
  ),
  fc.nat(5).map(
    (at): Edit =>
      (content, person, count) =>
        mapChoices(content, (all) => all.toSpliced(at, 0, choice(`${person}${count}`))),
  ),
  fc.constant<Edit>(({ steps, turnedOff, ...rest }) => {
    const on = steps.find((step) => step.stepType === "FREEFORM")
    if (on?.stepType === "FREEFORM") {
      return { ...rest, steps: steps.filter((step) => step !== on), turnedOff: { FREEFORM: on } }
    }
    const off = turnedOff?.FREEFORM
    return off ? { ...rest, steps: steps.toSpliced(1, 0, off) } : { ...rest, steps }
  }),
  fc.nat(90).map(
    (discountCooldown): Edit =>
      (content) => ({ ...content, discountCooldown }),
  ),
)
const someEdits = fc.array(edits, { maxLength: 6 })
const start = content(survey(a, b, c, choice("d", { offer: pause("pause") })), freeform, confirm)
const edited = (person: string, all: Edit[]) =>
  all.reduce((content, edit, count) => edit(content, person, count), start)

const valuesOf = (content: BlueprintContent) =>
  new Map(
    content.steps.flatMap((step) =>
      step.stepType === "SURVEY" ? step.survey.choices.map(({ guid, value }) => [guid, value] as const) : [],
    ),
  )

test("whatever two people do: each choice says what the one who changed it says, and no guid is doubled", () => {
  fc.assert(
    fc.property(someEdits, someEdits, (ours, others) => {
      const [mine, theirs] = [edited("m", ours), edited("t", others)]
      const { content: merged, conflicts } = mergeContents(start, mine, theirs)
      const guids = partsOf(merged).map(({ guid }) => guid)
      expect(new Set(guids).size).toBe(guids.length)
      expect(new Set(slotsOf(merged.steps)).size).toBe(merged.steps.length)
      const [then, here, there, now] = [start, mine, theirs, merged].map(valuesOf)
      for (const guid of new Set([...(here?.keys() ?? []), ...(there?.keys() ?? [])])) {
        const [was, my, their] = [then?.get(guid), here?.get(guid), there?.get(guid)]
        const isAsked = conflicts.some((conflict) => conflict.guid === guid)
        const told = my === was ? their : their === was ? my : my === their ? my : (my ?? their)
        if (!isAsked) expect(now?.get(guid)).toBe(told)
      }
    }),
    { numRuns: 1000 },
  )
})

test("whoever comes first: without conflicts the merged content is the same", () => {
  const mirrored = ({ guid, field, base, mine, theirs }: MergeConflict) => ({
    guid,
    field,
    base,
    mine: theirs,
    theirs: mine,
  })
  fc.assert(
    fc.property(someEdits, someEdits, (ours, others) => {
      const [mine, theirs] = [edited("m", ours), edited("t", others)]
      const [one, other] = [mergeContents(start, mine, theirs), mergeContents(start, theirs, mine)]
      expect(one.conflicts).toHaveLength(other.conflicts.length)
      expect(one.conflicts.map(mirrored)).toEqual(expect.arrayContaining(other.conflicts))
      if (one.conflicts.length === 0) expect(isSame(one.content, other.content)).toBe(true)
    }),
    { numRuns: 1000 },
  )
})

test("where only one did something, it is what they did", () => {
  fc.assert(
    fc.property(someEdits, (all) => {
      const changed = edited("m", all)
      expect(mergeContents(start, changed, start)).toEqual({ content: changed, conflicts: [] })
      expect(mergeContents(start, start, changed)).toEqual({ content: changed, conflicts: [] })
    }),
    { numRuns: 300 },
  )
})
