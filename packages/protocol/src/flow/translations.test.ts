import fc from "fast-check"
import { expect, test } from "vitest"
import { spokenFlow, translation } from "../testing/translated-flow.ts"
import type { BlueprintContent, Translation } from "./blueprint.ts"
import { compareFlows, countDifferences } from "./compare-flows.ts"
import { copyContent } from "./copy-content.ts"
import { flowTexts, visibleTexts } from "./flow-texts.ts"
import { mergeContents } from "./merge-contents.ts"
import { publishFaults } from "./publish-faults.ts"
import {
  inLanguage,
  inLanguageOf,
  setTranslation,
  translationEntries,
  translationOf,
  translationProgress,
  withoutOrphans,
} from "./translations.ts"

const flow = spokenFlow()
const say = (
  content: BlueprintContent,
  language: string,
  guid: string,
  field: string,
  text: string,
  by: Translation["by"] = "own",
  source = flowTexts(content).find((each) => each.guid === guid && each.field === field)?.text ?? "",
) => setTranslation(content, language, { guid, field }, translation(text, source, by))

/** Every text that can be seen, in a language. */
const whole = (language: string, by: Translation["by"] = "own", content = flow) =>
  visibleTexts(content).reduce(
    (now, { guid, field, text }) => say(now, language, guid, field, `${language} ${text}`, by),
    content,
  )

test("only what customers can see is to be translated, in the order in which they read it", () => {
  expect(visibleTexts(flow).map(({ label, text }) => `${label}: ${text}`)).toEqual([
    "Heading: Why?",
    "Choice 1: Too expensive",
    "Choice 1, follow-up question: What would be fair?",
    "Choice 1, answer 1: Half",
    "Choice 1, answer 2: Less",
    "Choice 1, answer to type: Something else",
    "Choice 1, offer, heading: Take a break",
    "Choice 1, offer, text: For {{CUSTOMER_NAME|you}}",
    "Choice 1, offer, button that declines: No",
    "Choice 2: Other",
    "Choice 2, follow-up question: Which?",
    "Heading: Sure, {{CUSTOMER_NAME.FIRST|there}}?",
    "Text: You can come back.",
  ])
})

test("a heading of an offer stands in the place of that of its step, and the button in that of its label", () => {
  const offer = {
    guid: "o",
    offerType: "REDIRECT",
    url: "https://example.com",
    label: "Go",
    copy: { header: "Stay", description: "", cta: "Yes", declineCta: "" },
  } as const
  const step = { guid: "s", stepType: "OFFER", header: "Unseen", description: "Seen", offer } as const
  const seen = (content: BlueprintContent) => visibleTexts(content).map(({ text }) => text)
  expect(seen({ ...flow, steps: [step] })).toEqual(["Seen", "Stay", "Yes"])
  const bare = { ...offer, copy: { ...offer.copy, header: "", cta: "" } }
  expect(seen({ ...flow, steps: [{ ...step, offer: bare }] })).toEqual(["Unseen", "Seen", "Go"])
})

test("a translation is of the text that it was made from: when that changes, it is stale", () => {
  const french = say(say(flow, "fr", "survey", "header", "Pourquoi ?"), "fr", "price", "value", "Trop cher")
  expect(translationProgress(french, "fr")).toEqual({ texts: 13, translated: 2, stale: 0 })
  const [survey, ...rest] = french.steps
  const changed = { ...french, steps: [{ ...survey, header: "Why, then?" }, ...rest] } as BlueprintContent
  expect(translationProgress(changed, "fr")).toEqual({ texts: 13, translated: 2, stale: 1 })
})

test("an empty translation is a missing one, and its text is said in the default language", () => {
  const french = say(say(flow, "fr", "survey", "header", " "), "fr", "price", "value", "Trop cher")
  expect(translationProgress(french, "fr")).toEqual({ texts: 13, translated: 1, stale: 0 })
  const said = inLanguage(french, "fr")
  const [survey] = said.steps
  expect([survey?.header, survey?.stepType === "SURVEY" && survey.survey.choices[0]?.value]).toEqual([
    "Why?",
    "Trop cher",
  ])
  expect(said).toMatchObject({ language: "fr", translationType: "manual", untranslated: 12 })
})

test.each([
  ["fr", "fr"],
  ["fr-CA", "fr"],
  ["FR-ca", "fr"],
  ["pt-BR", "pt-BR"],
  ["pt", "pt-BR"],
  ["en-GB", "en-GB"],
  ["en-US", "en"],
  ["en", "en"],
  ["nl", "en"],
  ["constructor", "en"],
  [null, "en"],
])("who wants %s gets %s", (wanted, language) => {
  const content = whole("en-GB", "own", whole("pt-BR", "own", whole("fr")))
  const said = inLanguageOf(content, wanted)
  expect([said.language, said.steps[0]?.header]).toEqual([
    language,
    language === "en" ? "Why?" : `${language} Why?`,
  ])
  expect(said.translationType).toBe(language === "en" ? null : "manual")
})

test("where one text of it is automatic, a flow is translated automatically", () => {
  expect(inLanguage(whole("fr"), "fr")).toMatchObject({ translationType: "manual", untranslated: 0 })
  const mixed = say(whole("fr"), "fr", "price", "value", "Cher", "automatic")
  expect(inLanguage(mixed, "fr")).toMatchObject({ translationType: "ai", untranslated: 0 })
})

test("of stale translations those that a person wrote are shown, and automatic ones are not", () => {
  const own = say(flow, "fr", "survey", "header", "Pourquoi ?", "own", "What for?")
  expect(inLanguage(own, "fr").steps[0]?.header).toBe("Pourquoi ?")
  const automatic = say(flow, "fr", "survey", "header", "Pourquoi ?", "automatic", "What for?")
  expect(inLanguage(automatic, "fr")).toMatchObject({ language: "en", translationType: null })
})

test("publishing asks for a language that there is, parts and texts that there are, and every merge field", () => {
  const faulty = [
    ["xx", "survey", "header", "Why"],
    ["en", "survey", "header", "Why"],
    ["fr", "gone", "header", "Pourquoi"],
    ["fr", "survey", "copy.cta", "Oui"],
    ["fr", "confirm", "header", "Vraiment ?"],
    ["fr", "survey", "header", "{{team|}}, pourquoi ?"],
    ["fr", "confirm", "description", " "],
  ].reduce(
    (now, [language = "", guid = "", field = "", text = ""]) => say(now, language, guid, field, text),
    say(flow, "de", "confirm", "header", "Sicher, {{CUSTOMER_NAME.FIRST|du}}?"),
  )
  expect(publishFaults(faulty).map(({ path, fault }) => `${path} ${fault}`)).toEqual([
    "translations.xx is no language that the widget has words in; it has en, fr, de, es, pt, it, nl, pl, ja, ar",
    "translations.en is the language of the texts themselves",
    "translations.fr.gone is no part of this flow",
    "translations.fr.survey.copy.cta is no text of that part",
    "translations.fr.survey.header has {{team}}, which its source has not",
    "translations.fr.confirm.header has lost {{CUSTOMER_NAME.FIRST}} of its source",
  ])
})

test.each<[string, [guid: string, text: string][], string[]]>([
  [
    "two choices",
    [
      ["price", "Autre"],
      ["other", " autre "],
    ],
    ["translations.fr.other.value choice 1"],
  ],
  [
    "a choice, and one that is not translated",
    [["price", "Other"]],
    ["translations.fr.price.value choice 2"],
  ],
  [
    "two options",
    [
      ["half", "Moins"],
      ["less", "Moins"],
    ],
    ["translations.fr.less.value option 1"],
  ],
  [
    "a choice and an option, which are never seen together",
    [
      ["price", "Moins"],
      ["less", "Moins"],
    ],
    [],
  ],
  [
    "an empty translation",
    [
      ["price", " "],
      ["other", " "],
    ],
    [],
  ],
])("publishing refuses what reads the same in a language: %s", (_, texts, faults) => {
  const french = texts.reduce((now, [guid, text]) => say(now, "fr", guid, "value", text), flow)
  expect(publishFaults(french).map(({ path, fault }) => `${path} ${fault}`)).toEqual(
    faults.map((each) => each.replace(" ", " says the same as ")),
  )
})

test("a stale automatic translation is not read, so it is nobody's twin", () => {
  const french = say(flow, "fr", "price", "value", "Autre")
  const twin = (by: Translation["by"]) => say(french, "fr", "other", "value", "Autre", by, "Something else")
  expect(publishFaults(twin("own"))).toHaveLength(1)
  expect(publishFaults(twin("automatic"))).toEqual([])
})

test("choices that are the same in the flow's own language are one fault, and not one more in each other", () => {
  const [survey, ...rest] = say(flow, "fr", "survey", "header", "Pourquoi ?").steps
  if (survey?.stepType !== "SURVEY") throw new Error("The survey comes first")
  const choices = survey.survey.choices.map((choice) => ({ ...choice, value: "Other" }))
  const steps = [{ ...survey, survey: { ...survey.survey, choices } }, ...rest]
  expect(publishFaults({ ...flow, steps }).map(({ path }) => path)).toEqual([
    "steps[0].survey.choices[1].value",
  ])
})

test("a slot that is turned off keeps its translations; a part that is gone takes its own along", () => {
  const french = say(say(flow, "fr", "freeform", "header", "Autre chose ?"), "fr", "gone", "header", "Parti")
  const left = withoutOrphans(french)
  expect(left.translations).toEqual({
    fr: { freeform: { header: translation("Autre chose ?", "Anything else?") } },
  })
  expect(publishFaults(left)).toEqual([])
  expect(withoutOrphans(left)).toBe(left)
})

test("the last translation takes its language along", () => {
  const french = say(flow, "fr", "survey", "header", "Pourquoi ?")
  expect(setTranslation(french, "fr", { guid: "survey", field: "header" }, null)).toEqual(flow)
})

test("guids that every object knows are guids like others", () => {
  const names = ["constructor", "__proto__", "guid", "toString"]
  const [survey, confirm] = flow.steps
  for (const name of names) {
    const content = { ...flow, steps: [{ ...survey, guid: name }, confirm] } as BlueprintContent
    expect(translationOf(content, name, { guid: name, field: "header" })).toBe(null)
    const said = say(content, "fr", name, "header", "Pourquoi ?")
    expect(inLanguage(said, "fr").steps[0]?.header).toBe("Pourquoi ?")
    expect(translationEntries(said)).toHaveLength(1)
  }
})

test("a comparison tells what is said otherwise in each language", () => {
  const before = say(flow, "fr", "survey", "header", "Pourquoi ?")
  const after = say(
    say(before, "fr", "survey", "header", "Et pourquoi ?"),
    "de",
    "price",
    "value",
    "Zu teuer",
  )
  expect(compareFlows(before, after).settings).toEqual([
    { label: "German: Choice 1", before: null, after: "Zu teuer" },
    { label: "French: Heading", before: "Pourquoi ?", after: "Et pourquoi ?" },
  ])
  expect(countDifferences(before, after)).toBe(2)
})

const language = fc.constantFrom("fr", "de", "ja")
const anyText = fc.constantFrom(...flowTexts(flow))
const edit = fc.record({
  language,
  text: anyText,
  words: fc.option(fc.string({ maxLength: 3, minLength: 1 }), { nil: null }),
  by: fc.constantFrom("own" as const, "automatic" as const),
})
const edited = (
  content: BlueprintContent,
  edits: {
    language: string
    text: { guid: string; field: string; text: string }
    words: string | null
    by: Translation["by"]
  }[],
) =>
  edits.reduce(
    (now, { language, text, words, by }) =>
      setTranslation(now, language, text, words === null ? null : translation(words, text.text, by)),
    content,
  )

test("a copy of a flow has the same translations, of its own parts", () => {
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 12 }), (edits) => {
      let count = 0
      const content = edited(flow, edits)
      const copy = copyContent(content, () => `new ${++count}`)
      expect(withoutOrphans(copy)).toBe(copy)
      const said = (each: BlueprintContent, tag: string) => inLanguage(each, tag).translationType
      for (const tag of ["fr", "de", "ja"]) expect(said(copy, tag)).toBe(said(content, tag))
      expect(translationEntries(copy)).toHaveLength(translationEntries(content).length)
    }),
  )
})

test("what two people translated comes together; of a text that both did, mine stands and theirs is told", () => {
  fc.assert(
    fc.property(
      fc.array(edit, { maxLength: 5 }),
      fc.array(edit, { maxLength: 5 }),
      fc.array(edit, { maxLength: 5 }),
      (first, second, third) => {
        const base = edited(flow, first)
        const [mine, theirs] = [edited(base, second), edited(base, third)]
        const { content, conflicts } = mergeContents(base, mine, theirs)
        const read = (each: BlueprintContent, tag: string, guid: string, field: string) =>
          JSON.stringify(each.translations?.[tag]?.[guid]?.[field] ?? null)
        const expected: string[] = []
        for (const tag of ["fr", "de", "ja"]) {
          for (const { guid, field } of flowTexts(flow)) {
            const [then, here, there, now] = [base, mine, theirs, content].map((each) =>
              read(each, tag, guid, field),
            )
            if (here !== then && there !== then && here !== there) expected.push(`${tag} ${guid} ${field}`)
            expect(now).toBe(here === then ? there : here)
          }
        }
        const told = conflicts.map((each) => `${each.language} ${each.guid} ${each.field}`)
        expect(told.toSorted()).toEqual(expected.toSorted())
      },
    ),
  )
})
