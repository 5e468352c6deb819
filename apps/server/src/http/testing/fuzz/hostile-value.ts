import naughty from "big-list-of-naughty-strings" with { type: "json" }
import type { Prng } from "../../../demo/prng.ts"

/** As much of a schema as values are made of. */
export interface FuzzSchema {
  type?: string | readonly string[]
  enum?: readonly unknown[]
  const?: unknown
  anyOf?: readonly FuzzSchema[]
  properties?: Readonly<Record<string, FuzzSchema>>
  items?: FuzzSchema
  minimum?: number
  maximum?: number
  format?: string
}

/** Makes values for schemas: most that fit, and some that nobody expects. */
export class FuzzValues {
  readonly #chance: Prng
  readonly #known: () => readonly string[]

  /** @param known ids, emails and cursors that mean something to the server */
  constructor(chance: Prng, known: () => readonly string[]) {
    this.#chance = chance
    this.#known = known
  }

  text(): string {
    const chance = this.#chance
    switch (chance.between(0, 7)) {
      case 0:
        return chance.pick(naughty as string[])
      case 1:
        return chance.pick([
          "",
          "\0",
          "\ud800",
          "null",
          "\\null",
          "%",
          "-1",
          "1e999",
          "__proto__",
          "..%2f..",
          "'--",
        ])
      case 2:
        return chance.pick(["x", "é", "😀", "\u0001", "%F0"]).repeat(chance.between(1, 3000))
      case 3:
        return chance.pick([
          "2026-11-01",
          "2026-02-30",
          "1793534400",
          "0000-00-00",
          "+275760-09-13T00:00:00Z",
        ])
      default:
        return chance.pick(this.#known())
    }
  }

  any(depth = 0): unknown {
    const chance = this.#chance
    switch (chance.between(0, depth > 3 ? 4 : 7)) {
      case 0:
        return chance.pick([null, true, false])
      case 1:
        return chance.pick([0, -1, 1.5, 2 ** 53, 1e308, -0, 2 ** 31, 4_000_000_000])
      case 5:
        return Array.from({ length: chance.between(0, 4) }, () => this.any(depth + 1))
      case 6:
        return Object.fromEntries(
          Array.from({ length: chance.between(0, 4) }, () => [this.text(), this.any(depth + 1)]),
        )
      case 7:
        return JSON.parse(`${"[".repeat(40)}${"]".repeat(40)}`)
      default:
        return this.text()
    }
  }

  /** @param depth how deep within a body it stands */
  of(schema: FuzzSchema, depth = 0): unknown {
    const chance = this.#chance
    if (depth > 0 && chance.chance(0.08)) return this.any()
    const one = schema.anyOf ? chance.pick(schema.anyOf) : schema
    if (one.const !== undefined) return one.const
    if (one.enum) return chance.pick(one.enum)
    const type = typeof one.type === "string" ? one.type : chance.pick(one.type ?? ["string"])
    switch (type) {
      case "null":
        return null
      case "boolean":
        return chance.chance(0.5)
      case "integer":
      case "number":
        return chance.between(one.minimum ?? 0, Math.min(one.maximum ?? 1000, 2 ** 31))
      case "array":
        return Array.from({ length: chance.between(0, 4) }, () => this.of(one.items ?? {}, depth + 1))
      case "object":
        return this.#object(one, depth)
      default:
        return one.format ? new Date(Date.UTC(2026, 9, chance.between(1, 40))).toISOString() : this.text()
    }
  }

  #object({ properties = {} }: FuzzSchema, depth: number): object {
    const chance = this.#chance
    const share = chance.pick([0.2, 0.6, 1])
    const fields = Object.entries(properties)
      .filter(() => chance.chance(share))
      .map(([name, field]) => [name, this.of(field, depth + 1)])
    if (chance.chance(0.1)) fields.push([this.text(), this.any()])
    return Object.fromEntries(fields)
  }
}
