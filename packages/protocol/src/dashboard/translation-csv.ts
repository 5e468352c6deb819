import type { BlueprintContent } from "../flow/blueprint.ts"
import { flowTexts } from "../flow/flow-texts.ts"
import { brokenFields } from "../flow/translation-faults.ts"
import { keyOf, setTranslation, translatedTexts, translationOf } from "../flow/translations.ts"
import { csvLine, readCsv } from "./csv.ts"
import { armedText } from "./spreadsheet-text.ts"

/** The columns of a translator's file. `part` and `field` say which text a line is about; `source` and `translation` are read back. */
const columns = ["part", "field", "place", "source", "translation", "state"] as const
type Column = (typeof columns)[number]
const needed = ["part", "field", "translation"] as const

const slotWords = {
  INITIAL_OFFER: "Initial offer",
  SURVEY: "Survey",
  FREEFORM: "Feedback",
  FINAL_OFFER: "Final offer",
  CONFIRM: "Confirmation",
}

/** The texts of a flow that customers can see, for somebody who translates them in a spreadsheet. Begins with a byte order mark. */
export function writeTranslations(content: BlueprintContent, language: string): string {
  const lines = translatedTexts(content, language).map(({ translation, isStale, ...text }) =>
    csvLine([
      text.guid,
      text.field,
      `${slotWords[text.slot]}: ${text.label}`,
      text.text,
      translation?.text ?? "",
      translation ? (isStale ? "stale" : translation.by) : "missing",
    ]),
  )
  return `\ufeff${csvLine(columns)}${lines.join("")}`
}

/** What is to be said of a line. */
export interface LineNote {
  line: number
  /** The end of a sentence that begins with the line. */
  note: string
}

export interface ReadTranslations {
  /** The content with what the file says. */
  content: BlueprintContent
  taken: number
  /** Lines that say what the flow says. */
  unchanged: number
  /** Lines without a translation, which change nothing. */
  empty: number
  /** Lines that were left out, and why. */
  leftOut: LineNote[]
  /** Lines that were taken although their source reads differently now. */
  stale: LineNote[]
}

const longest = 10_000

/**
 * Reads a translator's file into a flow. Columns are known by their names, in any order; what stands in others is not read.
 * A line that cannot be taken is left out and named, and the others are taken.
 * @returns a sentence where the file is none of these
 */
export function readTranslations(
  content: BlueprintContent,
  language: string,
  file: string,
): ReadTranslations | string {
  const { records, separator, openQuote } = readCsv(file)
  if (openQuote !== null) return `Line ${openQuote} has a quotation mark that is never closed.`
  const [head, ...lines] = records
  const names = head?.cells.map((cell) => cell.trim().toLowerCase()) ?? []
  const missing = needed.filter((name) => !names.includes(name))
  if (missing.length > 0) {
    return `The file has no column ${missing.join(" and none ")}; its first line takes ${columns.join(", ")}.`
  }
  const texts = new Map(flowTexts(content).map((text) => [keyOf(text), text]))
  const read: ReadTranslations = { content, taken: 0, unchanged: 0, empty: 0, leftOut: [], stale: [] }
  const seen = new Map<string, number>()
  for (const { line, cells } of lines) {
    const cell = (name: Column) => {
      const text = cells[names.indexOf(name)]
      return text === undefined ? null : armedText(text, separator === ";" ? ";" : ",")
    }
    const leaveOut = (note: string) => read.leftOut.push({ line, note })
    const key = { guid: cell("part")?.trim() ?? "", field: cell("field")?.trim() ?? "" }
    const words = cell("translation") ?? ""
    const text = texts.get(keyOf(key))
    const first = seen.get(keyOf(key))
    if (!text) leaveOut(`is about ${key.field} of ${key.guid}, which is no text of this flow`)
    else if (words.trim() === "") read.empty += 1
    else if (first !== undefined) leaveOut(`is about the same text as line ${first}`)
    else if (words.length > longest) leaveOut(`is longer than ${longest} characters`)
    else {
      seen.set(keyOf(key), line)
      const source = names.includes("source") ? evenLines(cell("source") ?? "", text.text) : text.text
      const fault = brokenFields(source, words)
      const before = translationOf(read.content, language, key)
      if (fault) leaveOut(fault)
      else if (before?.text === words && (before.source === source || source !== text.text))
        read.unchanged += 1
      else {
        read.content = setTranslation(read.content, language, key, { text: words, source, by: "own" })
        read.taken += 1
        if (source !== text.text) read.stale.push({ line, note: "is of a source that was changed since" })
      }
    }
  }
  return read
}

/** Programs change line ends within cells, which is no change of a source. */
const evenLines = (source: string, text: string): string => (plain(source) === plain(text) ? text : source)

const plain = (text: string) => text.replace(/\r\n?/g, "\n").trim()
