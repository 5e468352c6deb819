import { type FieldPath, fieldName } from "../field-name.ts"
import { readAnyTime } from "../read-any-time.ts"
import { Budget } from "./unknown-fields.ts"

/**
 * A session is worth more than any of its fields, and the clients that send them show no error to anybody. So a field
 * that cannot be read is left out and named, and the session is kept without it. One reader for every way in.
 */

/** Something that was not kept as it came. */
export interface Ignored {
  /** `presentedOffers[0].offerType`. */
  path: string
  /** A sentence without values, since it is counted and shown to people who may not read them. */
  why: string
}

/** Where it stands in what was sent, for whoever looks at that. */
export type OnIgnored = (path: FieldPath, why: string) => void

/** As much of a schema as the reader looks at: what `field.ts` and the schemas beside it are made of. */
interface Schema {
  type?: string | readonly string[]
  enum?: readonly unknown[]
  anyOf?: readonly Schema[]
  properties?: Readonly<Record<string, Schema>>
  required?: readonly string[]
  items?: Schema
  format?: string
  /** Words of a list in any case, written "one of A, B". */
  accepts?: string
  minimum?: number
  maximum?: number
  maxLength?: number
  maxItems?: number
  maxProperties?: number
  /** Is never guessed at or left out: the check that follows refuses the whole. */
  essential?: boolean
  /** A word that is not of the list becomes `word`, and stands in the field `into` beside it. */
  otherwise?: { word: string; into: string }
}

/** The longest list of what was ignored; a body in which everything is wrong has no use for all of it. */
const mostIgnored = 100

/** So many of a list that is too long are kept from its beginning, and as many from its end. */
const keptOfEachEnd = 100

/**
 * Reads what a client sent by its schema. The value is not changed; what could not be read is absent from the answer.
 * What the schema calls essential, and what it requires, stays as it is for the check that follows.
 * @param onIgnored is told of each entry of `ignored`, with its place in the value
 */
export function readTolerantly(
  schema: object,
  value: unknown,
  onIgnored?: OnIgnored,
): { value: unknown; ignored: Ignored[] } {
  const reader = new Reader(onIgnored)
  const read = reader.read(schema as Schema, value, [])
  return { value: read === nothing ? value : read, ignored: reader.ignored }
}

/** The field is left out. */
const nothing = Symbol("nothing")

class Reader {
  readonly ignored: Ignored[] = []
  readonly #onIgnored: OnIgnored | undefined
  /** Fields that nobody knows, of the session and of everything in it. */
  readonly #unknown = new Budget(100, 16 * 1024)
  /** Objects of the contract whose keys are the merchant's own: attributes, terms of offers, results. */
  readonly #freeForm = new Budget(2000, 64 * 1024)

  constructor(onIgnored: OnIgnored | undefined) {
    this.#onIgnored = onIgnored
  }

  #leaveOut(path: FieldPath, why: string): typeof nothing {
    this.#say(path, why)
    return nothing
  }

  #say(path: FieldPath, why: string): void {
    if (this.ignored.length >= mostIgnored) return
    this.ignored.push({ path: fieldName(path), why })
    this.#onIgnored?.(path, why)
  }

  read(schema: Schema, value: unknown, path: FieldPath): unknown {
    if (value === null) return null
    const node = schema.anyOf?.find(({ type }) => type !== "null") ?? schema
    if (node.enum) return this.#word(node, value, path)
    switch (typeof node.type === "string" ? node.type : node.type?.find((type) => type !== "null")) {
      case "string":
        return this.#text(node, value, path)
      case "number":
      case "integer":
        return this.#number(node, value, path)
      case "boolean":
        return this.#flag(node, value, path)
      case "array":
        return this.#list(node, value, path)
      case "object":
        return this.#object(node, value, path)
      default:
        return value
    }
  }

  #word({ enum: words = [], essential, otherwise }: Schema, value: unknown, path: FieldPath): unknown {
    if (essential) return value
    if (value === "") return nothing
    const sought = typeof value === "string" ? value.trim().toLowerCase() : null
    const found = words.find((word) => typeof word === "string" && word.toLowerCase() === sought)
    if (found !== undefined) return found
    if (sought && otherwise) return otherwise.word
    return this.#leaveOut(path, `takes one of ${words.filter((word) => word !== null).join(", ")}`)
  }

  #text(node: Schema, value: unknown, path: FieldPath): unknown {
    if (node.format) return this.#time(node, value, path)
    if (node.accepts !== undefined) {
      const words = node.accepts.replace("one of ", "").split(", ")
      return this.#word({ enum: words, essential: node.essential === true }, value, path)
    }
    if (typeof value === "number" && Number.isFinite(value)) return String(value)
    if (typeof value !== "string") return node.essential ? value : this.#leaveOut(path, "takes a text")
    return this.#cut(this.#storable(value, path), node.maxLength, path)
  }

  /** PostgreSQL keeps neither NUL nor halves of surrogate pairs. */
  #storable(text: string, path: FieldPath): string {
    if (!text.includes("\0") && text.isWellFormed()) return text
    this.#say(path, "has a NUL character or half of a surrogate pair, which is replaced by U+FFFD")
    return text.replaceAll("\0", "\ufffd").toWellFormed()
  }

  #cut(text: string, most: number | undefined, path: FieldPath): string {
    // `maxLength` counts characters, `length` counts halves of them as well
    if (most === undefined || text.length <= most) return text
    const characters = Array.from(text)
    if (characters.length <= most) return text
    this.#say(path, `is longer than ${most} characters, and cut`)
    return characters.slice(0, most).join("")
  }

  #time({ format }: Schema, value: unknown, path: FieldPath): unknown {
    if (value === "") return nothing
    const time = readAnyTime(value)
    if (!time) return this.#leaveOut(path, "is no time that can be read; ISO 8601 is best")
    const latest = format === "holdfast-instant" ? Date.now() + day : Date.UTC(2200, 0)
    if (time.getTime() < Date.UTC(2000, 0) || time.getTime() >= latest)
      return this.#leaveOut(
        path,
        format === "holdfast-instant" ? "is not between 2000 and tomorrow" : "is not between 2000 and 2200",
      )
    // a day stays a day
    return typeof value === "string" && isIso(value) ? value : time.toISOString()
  }

  #number({ type, minimum, maximum }: Schema, value: unknown, path: FieldPath): unknown {
    const isWhole = [type].flat().includes("integer")
    // "29.00" may be dollars or cents
    const number = typeof value === "string" && /^\s*[+-]?\d{1,15}\s*$/.test(value) ? Number(value) : value
    if (typeof number !== "number" || !Number.isFinite(number))
      return this.#leaveOut(path, "takes a number; as a text, only a whole one")
    if (isWhole && !Number.isInteger(number)) return this.#leaveOut(path, "takes a whole number")
    if (minimum !== undefined && number < minimum) return this.#leaveOut(path, `takes at least ${minimum}`)
    if (maximum !== undefined && number > maximum) return this.#leaveOut(path, `takes at most ${maximum}`)
    return number
  }

  #flag({ essential }: Schema, value: unknown, path: FieldPath): unknown {
    if (typeof value === "boolean" || essential) return value
    const word = typeof value === "object" ? "" : String(value).trim().toLowerCase()
    if (!["true", "false", "1", "0"].includes(word)) return this.#leaveOut(path, "takes true or false")
    return word === "true" || word === "1"
  }

  #list({ items = {}, maxItems }: Schema, value: unknown, path: FieldPath): unknown {
    if (!Array.isArray(value)) return this.#leaveOut(path, "takes a list")
    const most = Math.min(maxItems ?? Number.POSITIVE_INFINITY, 2 * keptOfEachEnd)
    let entries: [number, unknown][] = value.map((entry: unknown, i) => [i, entry])
    if (entries.length > most) {
      const each = Math.floor(most / 2)
      this.#say(path, `has more than ${most} entries; the first and the last ${each} are kept`)
      entries = [...entries.slice(0, each), ...entries.slice(-each)]
    }
    return entries.flatMap(([i, entry]) => {
      if (entry === null) {
        this.#say([...path, i], "is null")
        return []
      }
      const read = this.read(items, entry, [...path, i])
      return read === nothing ? [] : [read]
    })
  }

  #object(node: Schema, value: unknown, path: FieldPath): unknown {
    if (typeof value !== "object" || Array.isArray(value) || value === null)
      return path.length === 0 ? value : this.#leaveOut(path, "takes an object")
    const { properties = {}, required = [] } = node
    const read: Record<string, unknown> = {}
    for (const [name, field] of Object.entries(value)) {
      if (!Object.hasOwn(properties, name)) continue
      const kept = this.read(properties[name] ?? {}, field, [...path, name])
      if (kept !== nothing) read[name] = kept
      // where it has to be there, the check that follows says so
      else if (required.includes(name) && path.length === 0) read[name] = field
      const { otherwise } = properties[name] ?? {}
      if (!otherwise || kept !== otherwise.word || typeof field !== "string") continue
      const word = field.trim()
      if (word.toUpperCase() !== kept)
        read[otherwise.into] ??= this.#text({ maxLength: 500 }, word, [...path, otherwise.into])
    }
    const missing = path.length === 0 ? undefined : required.find((name) => read[name] == null)
    if (missing !== undefined) {
      const isEmpty = Object.keys(value).length === 0
      return isEmpty ? nothing : this.#leaveOut(path, `has no ${missing} that can be read`)
    }
    this.#keepUnknown(read, value, node, path)
    return read
  }

  /** Fields that the schema does not know, as far as there is room for them; of a merchant's own object, all. */
  #keepUnknown(read: Record<string, unknown>, value: object, node: Schema, path: FieldPath): void {
    const { properties, maxProperties = Number.POSITIVE_INFINITY } = node
    const budget = properties ? this.#unknown : this.#freeForm
    let kept = 0
    for (const [name, field] of Object.entries(value)) {
      if (properties && Object.hasOwn(properties, name)) continue
      if (kept === maxProperties || budget.isFull) {
        this.#say(path, "has more fields than are kept; the first ones are")
        return
      }
      const { entry, why } = budget.keep(name, field)
      if (why !== null) this.#say([...path, name], why)
      if (entry === null) continue
      read[entry.name] = entry.value
      kept += 1
    }
  }
}

const day = 24 * 3600 * 1000
const isIso = (text: string) =>
  /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/.test(text)
