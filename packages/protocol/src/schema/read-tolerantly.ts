import { readBillingPeriod } from "../billing-period.ts"
import { type FieldPath, fieldName } from "../field-name.ts"
import { readAnyTime } from "../read-any-time.ts"
import { readCurrency } from "../read-currency.ts"
import { isPlainTime, readInstant } from "../read-instant.ts"
import { noValue, readExtended } from "./extended-json.ts"
import { Budget, type Fields, isFields, jsonBytes, type Room } from "./unknown-fields.ts"

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
  /** What may stand for the text in more than one spelling. */
  reads?: "currency" | "interval"
  /** The field beside it that says how many of these intervals a period has. */
  countIn?: string
  /** The number beside it that says something else without this unit. */
  unitOf?: string
  /** A list of texts becomes one, joined by commas. */
  joins?: boolean
}

/** The longest list of what was ignored; a body in which everything is wrong has no use for all of it. */
const mostIgnored = 100

/**
 * A session is kept up to so many bytes of JSON, in the order of its fields; its ids, which are short, are kept in any case.
 * A usual one has a fifteenth of it; two hundred steps with all their fields take half.
 */
export const mostOfRecord = 32 * 1024
/** What an entry of a list takes besides its texts. */
const bytesOfEntry = 50
/** Texts up to this length are ids and the like. */
const shortText = 500

/** So many of a list that is too long are kept from its beginning, and as many from its end. */
export const keptOfEachEnd = 100

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
  const read = reader.read(schema as Schema, value)
  return { value: read === nothing ? value : read, ignored: reader.ignored }
}

/** The field is left out. */
const nothing = Symbol("nothing")

class Reader {
  readonly ignored: Ignored[] = []
  readonly #onIgnored: OnIgnored | undefined
  /** All of it together: what is kept is read again with every page that the session is on. */
  readonly #room: Room = { bytes: mostOfRecord }
  /** Fields that nobody knows, of the session and of everything in it. */
  readonly #unknown = new Budget(100, 16 * 1024, this.#room)
  /** Objects of the contract whose keys are the merchant's own: attributes, terms of offers, results. */
  readonly #freeForm = new Budget(2000, mostOfRecord, this.#room)

  /** Where the reader is; one list for all fields, since most of them have nothing to say. */
  readonly #path: (string | number)[] = []

  constructor(onIgnored: OnIgnored | undefined) {
    this.#onIgnored = onIgnored
  }

  #leaveOut(why: string): typeof nothing {
    this.#say(why)
    return nothing
  }

  /** @param below a field of the one that is read */
  #say(why: string, ...below: FieldPath): void {
    if (this.ignored.length >= mostIgnored) return
    const path = [...this.#path, ...below]
    this.ignored.push({ path: fieldName(path), why })
    this.#onIgnored?.(path, why)
  }

  #readBelow(key: string | number, schema: Schema, value: unknown): unknown {
    this.#path.push(key)
    const read = this.read(schema, value)
    this.#path.pop()
    return read
  }

  read(schema: Schema, sent: unknown): unknown {
    const value = readExtended(sent)
    if (value === noValue) return nothing
    if (value === null) return null
    const node = schema.anyOf?.find(({ type }) => type !== "null") ?? schema
    if (node.enum) return this.#word(node, value)
    switch (typeOf(node)) {
      case "string":
        return this.#text(node, value)
      case "number":
      case "integer":
        return this.#number(node, value)
      case "boolean":
        return this.#flag(node, value)
      case "array":
        return this.#list(node, value)
      case "object":
        return this.#object(node, value)
      default:
        return value
    }
  }

  #word({ enum: words = [], essential, otherwise }: Schema, value: unknown): unknown {
    if (value === "") return nothing
    if (essential) return value
    const sought = typeof value === "string" ? value.trim().toLowerCase() : null
    const found = words.find((word) => typeof word === "string" && word.toLowerCase() === sought)
    if (found !== undefined) return found
    if (sought && otherwise) return otherwise.word
    return this.#leaveOut(`takes one of ${words.filter((word) => word !== null).join(", ")}`)
  }

  #text(node: Schema, value: unknown): unknown {
    if (node.format) return this.#time(node, value)
    if (node.reads === "currency") return this.#currency(value)
    if (node.joins && isTexts(value)) return this.#text(node, value.join(","))
    if (node.accepts !== undefined) {
      const words = node.accepts.replace("one of ", "").split(", ")
      return this.#word({ enum: words, essential: node.essential === true }, value)
    }
    if (typeof value === "number" && Number.isFinite(value)) return String(value)
    if (typeof value !== "string") return node.essential ? value : this.#leaveOut("takes a text")
    const text = this.#fit(this.#cut(this.#storable(value), node.maxLength))
    this.#room.bytes -= jsonBytes(text)
    return text
  }

  #currency(value: unknown): unknown {
    if (value === "") return nothing
    return (
      (typeof value === "string" ? readCurrency(value) : null) ??
      this.#leaveOut("takes a code of ISO 4217, such as usd")
    )
  }

  /** PostgreSQL keeps neither NUL nor halves of surrogate pairs. */
  #storable(text: string): string {
    if (!text.includes("\0") && text.isWellFormed()) return text
    this.#say("has a NUL character or half of a surrogate pair, which is replaced by U+FFFD")
    return text.replaceAll("\0", "\ufffd").toWellFormed()
  }

  #cut(text: string, most: number | undefined): string {
    // `maxLength` counts characters, `length` counts halves of them as well
    if (most === undefined || text.length <= most) return text
    const beginning = firstCharacters(text, most)
    if (beginning.length === text.length) return text
    this.#say(`is longer than ${most} characters, and cut`)
    return beginning
  }

  #fit(text: string): string {
    if (text.length <= shortText || jsonBytes(text) <= this.#room.bytes) return text
    this.#say(`is beyond the ${mostOfRecord / 1024} KB that are kept of a session, and cut`)
    const share = this.#room.bytes / jsonBytes(text)
    return firstCharacters(text, Math.max(shortText, Math.floor(text.length * share * 0.9)))
  }

  #time({ format }: Schema, value: unknown): unknown {
    if (value === "") return nothing
    const isPlain = typeof value === "string" && isPlainTime(value)
    const time = isPlain ? readInstant(value) : readAnyTime(value)
    if (!time) return this.#leaveOut("is no time that can be read; ISO 8601 is best")
    const latest = format === "holdfast-instant" ? Date.now() + day : Date.UTC(2200, 0)
    if (time.getTime() < Date.UTC(2000, 0) || time.getTime() >= latest)
      return this.#leaveOut(
        format === "holdfast-instant" ? "is not between 2000 and tomorrow" : "is not between 2000 and 2200",
      )
    // a day stays a day
    return isPlain ? value : time.toISOString()
  }

  #number({ type, minimum, maximum }: Schema, value: unknown): unknown {
    const isWhole = type === "integer" || type?.includes("integer")
    // "29.00" may be dollars or cents
    const number = typeof value === "string" && /^\s*[+-]?\d{1,15}\s*$/.test(value) ? Number(value) : value
    if (typeof number !== "number" || !Number.isFinite(number))
      return this.#leaveOut("takes a number; as a text, only a whole one")
    if (isWhole && !Number.isInteger(number)) return this.#leaveOut("takes a whole number")
    if (minimum !== undefined && number < minimum) return this.#leaveOut(`takes at least ${minimum}`)
    if (maximum !== undefined && number > maximum) return this.#leaveOut(`takes at most ${maximum}`)
    return number
  }

  #flag({ essential }: Schema, value: unknown): unknown {
    if (typeof value === "boolean") return value
    const word = typeof value === "object" ? "" : String(value).trim().toLowerCase()
    if (!["true", "false", "1", "0"].includes(word))
      return essential ? value : this.#leaveOut("takes true or false")
    return word === "true" || word === "1"
  }

  #list({ items = {}, maxItems }: Schema, value: unknown): unknown {
    if (!Array.isArray(value)) return this.#leaveOut("takes a list")
    const most = Math.min(maxItems ?? Number.POSITIVE_INFINITY, 2 * keptOfEachEnd)
    const isLong = value.length > most
    const each = isLong ? Math.floor(most / 2) : value.length
    if (isLong) this.#say(`has more than ${most} entries; the first and the last ${each} are kept`)
    const kept: unknown[] = isLong ? [...value.slice(0, each), ...value.slice(-each)] : value
    let isFull = false
    return kept.flatMap((entry, at) => {
      const i = at < each ? at : value.length - kept.length + at
      if (isFull) return []
      if (this.#room.bytes <= 0) {
        isFull = true
        this.#say(`and all after it is beyond the ${mostOfRecord / 1024} KB that are kept of a session`, i)
        return []
      }
      // its brackets, and the names of its fields
      this.#room.bytes -= bytesOfEntry
      if (entry === null) {
        this.#say("is null", i)
        return []
      }
      const read = this.#readBelow(i, items, entry)
      return read === nothing ? [] : [read]
    })
  }

  #object(node: Schema, value: unknown): unknown {
    if (!isFields(value)) return this.#path.length === 0 ? value : this.#leaveOut("takes an object")
    const { properties = {}, required = [] } = node
    const read: Fields = {}
    const names = Object.keys(value)
    const beside: (() => void)[] = []
    let hasUnknown = false
    for (const name of names) {
      const schema = Object.hasOwn(properties, name) ? properties[name] : undefined
      if (!schema) {
        hasUnknown = true
        continue
      }
      const field = value[name]
      const { countIn, unitOf, otherwise } = schema
      const period = countIn !== undefined && typeof field === "string" ? readBillingPeriod(field) : null
      const kept = period?.interval ?? this.#readBelow(name, schema, field)
      if (countIn !== undefined && period && period.count > 1)
        beside.push(() => this.#count(read, countIn, period.count))
      if (kept === nothing && unitOf !== undefined && field !== "")
        beside.push(() => this.#dropNumber(read, unitOf))
      if (kept !== nothing) read[name] = kept
      // where it has to be there, the check that follows says so
      else if (required.includes(name) && this.#path.length === 0) read[name] = field
      if (!otherwise || kept !== otherwise.word || typeof field !== "string") continue
      const word = field.trim()
      if (word.toUpperCase() !== kept)
        read[otherwise.into] ??= this.#readBelow(otherwise.into, { type: "string", maxLength: 500 }, word)
    }
    for (const each of beside) each()
    const missing = this.#path.length === 0 ? undefined : required.find((name) => read[name] == null)
    if (missing !== undefined) {
      return names.length === 0 ? nothing : this.#leaveOut(`has no ${missing} that can be read`)
    }
    if (hasUnknown) this.#keepUnknown(read, value, names, node)
    return read
  }

  /** A period of two quarters has six months. */
  #count(read: Record<string, unknown>, countIn: string, months: number): void {
    const said = read[countIn]
    read[countIn] = (typeof said === "number" && said > 0 ? said : 1) * months
  }

  /** Without its unit a number would be read with another one: 30 days as 30 months. */
  #dropNumber(read: Record<string, unknown>, number: string): void {
    if (read[number] == null) return
    Reflect.deleteProperty(read, number)
    this.#say("has no unit that can be read", number)
  }

  /** Fields that the schema does not know, as far as there is room for them; of a merchant's own object, all. */
  #keepUnknown(read: Fields, value: Fields, names: readonly string[], node: Schema): void {
    const { properties, maxProperties = Number.POSITIVE_INFINITY } = node
    const budget = properties ? this.#unknown : this.#freeForm
    let kept = 0
    for (const name of names) {
      if (properties && Object.hasOwn(properties, name)) continue
      if (kept === maxProperties || budget.isFull) {
        this.#say("has more fields than are kept; the first ones are")
        return
      }
      const { entry, why } = budget.keep(name, value[name])
      if (why !== null) this.#say(why, name)
      if (entry === null) continue
      read[entry.name] = entry.value
      kept += 1
    }
  }
}

/** So many characters of a text, of which some take two places. */
function firstCharacters(text: string, most: number): string {
  let end = 0
  for (let n = 0; n < most && end < text.length; n++) end += (text.codePointAt(end) ?? 0) > 0xffff ? 2 : 1
  return text.slice(0, end)
}

/** Every field accepts null as well. */
const typeOf = ({ type }: Schema) =>
  typeof type === "string" ? type : type?.[0] === "null" ? type[1] : type?.[0]

const day = 24 * 3600 * 1000

const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((entry) => typeof entry === "string")
