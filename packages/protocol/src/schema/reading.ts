import { type FieldPath, fieldName } from "../field-name.ts"
import type { Schema } from "./tolerant-schema.ts"
import { Budget, type Room } from "./unknown-fields.ts"

/** Something that was not kept as it came. */
export interface Ignored {
  /** `presentedOffers[0].offerType`. */
  path: string
  /** A sentence without values, since it is counted and shown to people who may not read them. */
  why: string
}

/** Where it stands in what was sent, for whoever looks at that. */
export type OnIgnored = (path: FieldPath, why: string) => void

/** The longest list of what was ignored; a body in which everything is wrong has no use for all of it. */
const mostIgnored = 100

/**
 * A session is kept up to so many bytes of JSON, in the order of its fields; its ids, which are short, are kept in any case.
 * A usual one has a fifteenth of it; two hundred steps with all their fields take half.
 */
export const mostOfRecord = 32 * 1024

/** The field is left out. */
export const nothing = Symbol("nothing")

/** Where a reader is in what was sent, what it has left out so far, and what room is left. */
export class Reading {
  readonly ignored: Ignored[] = []
  /** All of it together: what is kept is read again with every page that the session is on. */
  readonly room: Room = { bytes: mostOfRecord }
  /** Fields that nobody knows, of the session and of everything in it. */
  readonly unknown = new Budget(100, 16 * 1024, this.room)
  /** Objects of the contract whose keys are the merchant's own: attributes, terms of offers, results. */
  readonly freeForm = new Budget(2000, mostOfRecord, this.room)
  /** One list for all fields, since most of them have nothing to say. */
  readonly #path: (string | number)[] = []
  readonly #onIgnored: OnIgnored | undefined
  readonly #readField: (reading: Reading, schema: Schema, value: unknown) => unknown

  constructor(
    onIgnored: OnIgnored | undefined,
    readField: (reading: Reading, schema: Schema, value: unknown) => unknown,
  ) {
    this.#onIgnored = onIgnored
    this.#readField = readField
  }

  /** At the session itself, and at none of its fields. */
  get isAtTop(): boolean {
    return this.#path.length === 0
  }

  leaveOut(why: string): typeof nothing {
    this.say(why)
    return nothing
  }

  /** @param below a field of the one that is read */
  say(why: string, ...below: FieldPath): void {
    if (this.ignored.length >= mostIgnored) return
    const path = [...this.#path, ...below]
    this.ignored.push({ path: fieldName(path), why })
    this.#onIgnored?.(path, why)
  }

  /** Reads a field of the one that is read. */
  below(key: string | number, schema: Schema, value: unknown): unknown {
    this.#path.push(key)
    const read = this.#readField(this, schema, value)
    this.#path.pop()
    return read
  }
}
