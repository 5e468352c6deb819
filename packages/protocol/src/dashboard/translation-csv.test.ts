import { parse } from "csv-parse/sync"
import fc from "fast-check"
import { expect, test } from "vitest"
import { flowTexts, visibleTexts } from "../flow/flow-texts.ts"
import { setTranslation } from "../flow/translations.ts"
import { spokenFlow, translation } from "../testing/translated-flow.ts"
import { csvLine, readCsv } from "./csv.ts"
import { armedText, disarmedText } from "./spreadsheet-text.ts"
import { type ReadTranslations, readTranslations, writeTranslations } from "./translation-csv.ts"

const flow = spokenFlow()
const french = setTranslation(
  setTranslation(flow, "fr", { guid: "survey", field: "header" }, translation("Pourquoi ?", "What for?")),
  "fr",
  { guid: "price", field: "value" },
  translation("Trop cher", "Too expensive", "automatic"),
)
const read = (file: string, content = flow): ReadTranslations => {
  const found = readTranslations(content, "fr", file)
  if (typeof found === "string") throw new Error(found)
  return found
}
const hostile = fc
  .array(fc.constantFrom("=", "+", "@", "'", '"', ",", ";", "\n", "\r", "\t", " ", "a", "é", "|", "-1"), {
    minLength: 1,
    maxLength: 8,
  })
  .map((signs) => signs.join(""))

test("a translator gets what customers can see, where it stands, and how it stands", () => {
  const [head, ...lines] = parse(writeTranslations(french, "fr"), { bom: true }) as string[][]
  expect(head).toEqual(["part", "field", "place", "source", "translation", "state"])
  expect(lines).toHaveLength(visibleTexts(flow).length)
  expect(lines.slice(0, 4)).toEqual([
    ["survey", "header", "Survey: Heading", "Why?", "Pourquoi ?", "stale"],
    ["price", "value", "Survey: Choice 1", "Too expensive", "Trop cher", "automatic"],
    [
      ...["price", "followup.question", "Survey: Choice 1, follow-up question"],
      ...["What would be fair?", "", "missing"],
    ],
    ["half", "value", "Survey: Choice 1, answer 1", "Half", "", "missing"],
  ])
})

test("what was written is read back as it was, and changes nothing", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom(...visibleTexts(flow)), hostile)), (said) => {
      const content = said
        .filter(([, words]) => words.trim() !== "")
        .reduce((now, [text, words]) => {
          const kept = text.text.includes("{{") ? `${words}${text.text}` : words
          return setTranslation(now, "fr", text, translation(kept, text.text))
        }, flow)
      const back = read(writeTranslations(content, "fr"), content)
      expect([back.content, back.taken, back.leftOut, back.stale]).toEqual([content, 0, [], []])
      expect(read(writeTranslations(content, "fr")).content).toEqual(content)
    }),
  )
})

test("no cell of any text is a formula, and each text comes back", () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const safe = disarmedText(text, ",")
      expect(safe).not.toMatch(/^\s*[=+@-]/)
      expect(armedText(safe, ",")).toBe(text)
    }),
  )
})

test("any table is read as another reader reads it", () => {
  const cell = hostile.filter((text) => !/[\r=+@'-]/.test(text))
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1 }), (lines) => {
      const file = `a,b,c\r\n${lines.map(csvLine).join("")}`
      const { records, openQuote } = readCsv(file)
      expect(records.map(({ cells }) => cells)).toEqual(parse(file))
      expect(openQuote).toBe(null)
    }),
  )
})

test.each([
  ["semicolons", "part;field;translation\r\nsurvey;header;Pourquoi ?\r\n"],
  ["tabs", "part\tfield\ttranslation\nsurvey\theader\tPourquoi ?"],
  ["old line ends", "part,field,translation\rsurvey,header,Pourquoi ?\r"],
  [
    "another order, other spellings and columns of its own",
    "Translation,Note,FIELD,Part\nPourquoi ?,x,header, survey",
  ],
])("a file with %s is read", (_, file) => {
  expect(read(file).content).toEqual(
    setTranslation(flow, "fr", { guid: "survey", field: "header" }, translation("Pourquoi ?", "Why?")),
  )
})

test("a line that cannot be taken is named with its number, and the others are taken", () => {
  const file = [
    "part,field,source,translation",
    "gone,header,Why?,Pourquoi ?",
    'survey,header,Why?,"Pour-',
    'quoi ?"',
    "survey,header,Why?,Encore",
    '"confirm",header,"Sure, {{CUSTOMER_NAME.FIRST|there}}?",Vraiment ?',
    "price,value,Too dear,Trop cher",
    "other,value,Other,",
    `half,value,Half,${"x".repeat(10_001)}`,
  ].join("\n")
  const { content, ...told } = read(file)
  expect(told).toEqual({
    taken: 2,
    unchanged: 0,
    empty: 1,
    leftOut: [
      { line: 2, note: "is about header of gone, which is no text of this flow" },
      { line: 5, note: "is about the same text as line 3" },
      { line: 6, note: "has lost {{CUSTOMER_NAME.FIRST}} of its source" },
      { line: 9, note: "is longer than 10000 characters" },
    ],
    stale: [{ line: 7, note: "is of a source that was changed since" }],
  })
  expect(content.translations).toEqual({
    fr: {
      survey: { header: translation("Pour-\nquoi ?", "Why?") },
      price: { value: translation("Trop cher", "Too dear") },
    },
  })
})

test("texts of slots that are turned off are taken too", () => {
  const file = "part,field,translation\nfreeform,header,Autre chose ?"
  expect(flowTexts(flow).some(({ guid, isVisible }) => guid === "freeform" && !isVisible)).toBe(true)
  expect(read(file).taken).toBe(1)
})

test.each([
  [
    "",
    "The file has no column part and none field and none translation; its first line takes part, field, place, source, translation, state.",
  ],
  [
    "part,translation\n",
    "The file has no column field; its first line takes part, field, place, source, translation, state.",
  ],
  ['part,field,translation\nsurvey,header,"Pourquoi', "Line 2 has a quotation mark that is never closed."],
])("of %j it is said that %s", (file, sentence) => {
  expect(readTranslations(flow, "fr", file)).toBe(sentence)
})
