import fc from "fast-check"
import { expect, test } from "vitest"
import type { BlueprintContent, BlueprintStep, Offer, SurveyChoice } from "./blueprint.ts"
import { copyContent } from "./copy-content.ts"

const text = fc.string({ maxLength: 5 })
const part = { guid: fc.uuid(), origin: fc.option(fc.uuid(), { nil: undefined }) }
const offer: fc.Arbitrary<Offer> = fc.record(
  {
    ...part,
    offerType: fc.constant("PLAN_CHANGE" as const),
    plans: fc.array(
      fc.record({ id: text, name: text, priceMinor: fc.nat(), currency: text, interval: text }),
      { maxLength: 2 },
    ),
    copy: fc.record({ header: text, description: text, cta: text, declineCta: text }),
  },
  { requiredKeys: ["guid", "offerType", "plans", "copy"] },
) as fc.Arbitrary<Offer>
const choice = fc.record({
  ...part,
  value: text,
  followup: fc.option(
    fc.record({
      question: text,
      options: fc.array(fc.record({ ...part, value: text }), { maxLength: 2 }),
      freeformLabel: fc.option(text),
      required: fc.boolean(),
    }),
  ),
  offer: fc.option(offer),
}) as fc.Arbitrary<SurveyChoice>
const survey = fc.record({
  ...part,
  stepType: fc.constant("SURVEY" as const),
  header: text,
  description: text,
  survey: fc.record({ choices: fc.array(choice, { maxLength: 3 }), randomize: fc.boolean() }),
})
const offerStep = fc.record({
  ...part,
  stepType: fc.constant("OFFER" as const),
  header: text,
  description: text,
  offer,
})
const contents = fc.record({
  steps: fc.array(fc.oneof(survey, offerStep) as fc.Arbitrary<BlueprintStep>, { maxLength: 3 }),
  turnedOff: fc.record({ FINAL_OFFER: offerStep, SURVEY: survey }, { requiredKeys: [] }),
  branding: fc.record({ primaryColor: fc.option(text), brandImage: fc.option(text) }),
  discountCooldown: fc.option(fc.nat()),
  pauseCooldown: fc.option(fc.nat()),
}) as fc.Arbitrary<BlueprintContent>

/** Every part in its order, by a walk through the known places. */
function partsOf({ steps, turnedOff }: BlueprintContent): { guid: string; origin?: string | undefined }[] {
  const all = [...steps, ...Object.values(turnedOff ?? {})] as BlueprintStep[]
  return all.flatMap((step) => [
    step,
    ...(step.stepType === "OFFER" ? [step.offer] : []),
    ...(step.stepType === "SURVEY"
      ? step.survey.choices.flatMap((each) => [
          each,
          ...(each.followup?.options ?? []),
          ...(each.offer ? [each.offer] : []),
        ])
      : []),
  ])
}

/** What is left of a content without the ids of its parts. */
const withoutIds = (content: BlueprintContent) =>
  JSON.parse(
    JSON.stringify(content, (name, value) => (name === "guid" || name === "origin" ? undefined : value)),
  )

test("a copy says the same with parts of its own, each of which knows where it comes from", () => {
  fc.assert(
    fc.property(contents, (content) => {
      const before = structuredClone(content)
      let made = 0
      const copy = copyContent(content, () => `new-${++made}`)
      expect(content).toEqual(before)
      expect(withoutIds(copy)).toEqual(withoutIds(content))
      const [old, parts] = [partsOf(content), partsOf(copy)]
      expect(parts.map(({ origin }) => origin)).toEqual(old.map(({ guid }) => guid))
      expect(new Set(parts.map(({ guid }) => guid)).size).toBe(old.length)
      expect(parts.every(({ guid }) => guid.startsWith("new-"))).toBe(true)
      expect(made).toBe(old.length)
    }),
  )
})
