import type { FormFields, FormValue } from "./parse-form.ts"
import { refuse } from "./stripe-refusal.ts"

/** The parameters of one request, or of one object within them. What is missing is undefined; what is of another kind is refused. */
export class Params {
  readonly #fields: FormFields
  /** Where it stands, such as `items[0]`. */
  readonly #at: string

  constructor(fields: FormFields, at = "") {
    this.#fields = fields
    this.#at = at
  }

  has(name: string): boolean {
    return this.#fields[name] !== undefined
  }

  /** Said to be nothing, as Stripe's clients send `""` and `null`. */
  isEmpty(name: string): boolean {
    return this.#fields[name] === ""
  }

  nameOf(name: string): string {
    return this.#at ? `${this.#at}[${name}]` : name
  }

  text(name: string): string | undefined {
    const value = this.#fields[name]
    if (value === undefined) return undefined
    if (typeof value === "string") return value
    throw refuse(`Invalid string: ${JSON.stringify(value)}`, { param: this.nameOf(name) })
  }

  requiredText(name: string): string {
    const value = this.text(name)
    if (value) return value
    const param = this.nameOf(name)
    throw refuse(`Missing required param: ${param}.`, { code: "parameter_missing", param })
  }

  integer(name: string): number | undefined {
    const value = this.text(name)
    if (value === undefined) return undefined
    if (/^-?\d{1,15}$/.test(value)) return Number(value)
    throw refuse(`Invalid integer: ${value}`, {
      code: "parameter_invalid_integer",
      param: this.nameOf(name),
    })
  }

  decimal(name: string): number | undefined {
    const value = this.text(name)
    if (value === undefined) return undefined
    if (/^-?\d{1,12}(\.\d{1,12})?$/.test(value)) return Number(value)
    throw refuse(`Invalid decimal: ${value}`, { param: this.nameOf(name) })
  }

  flag(name: string): boolean | undefined {
    const value = this.text(name)
    if (value === undefined) return undefined
    if (value === "true" || value === "false") return value === "true"
    throw refuse(`Invalid boolean: ${value}`, { param: this.nameOf(name) })
  }

  oneOf<Word extends string>(name: string, words: readonly Word[]): Word | undefined {
    const value = this.text(name)
    if (value === undefined) return undefined
    const word = words.find((each) => each === value)
    if (word) return word
    throw refuse(`Invalid ${this.nameOf(name)}: must be one of ${words.join(", ")}`, {
      param: this.nameOf(name),
    })
  }

  /** Named values within; undefined where there are none. */
  within(name: string): Params | undefined {
    const value = this.#fields[name]
    if (value === undefined || value === "") return undefined
    if (typeof value === "object" && !Array.isArray(value)) return new Params(value, this.nameOf(name))
    throw refuse("Invalid object", { param: this.nameOf(name) })
  }

  /** A list of named values. */
  list(name: string): Params[] | undefined {
    return this.#values(name)?.map((each, index) => {
      const at = `${this.nameOf(name)}[${index}]`
      if (typeof each === "object" && !Array.isArray(each)) return new Params(each, at)
      throw refuse("Invalid object", { param: at })
    })
  }

  texts(name: string): string[] | undefined {
    return this.#values(name)?.map((each) => {
      if (typeof each === "string") return each
      throw refuse("Invalid array of strings", { param: this.nameOf(name) })
    })
  }

  /** A moment, or the bounds of a range of moments. */
  rangeOf(name: string): { gt?: number; gte?: number; lt?: number; lte?: number } {
    if (typeof this.#fields[name] === "string") {
      const second = this.integer(name) ?? 0
      return { gte: second, lte: second }
    }
    const range = this.within(name)
    range?.accept(["gt", "gte", "lt", "lte"])
    const bounds = (["gt", "gte", "lt", "lte"] as const).flatMap((each) => {
      const second = range?.integer(each)
      return second === undefined ? [] : [[each, second]]
    })
    return Object.fromEntries(bounds)
  }

  /** Metadata as it is after the request: what is empty is taken away. */
  metadata(before: Readonly<Record<string, string>>): Record<string, string> {
    if (this.isEmpty("metadata")) return {}
    const said = this.within("metadata")
    const merged = Object.entries({ ...before, ...(said ? said.#fields : {}) }).flatMap(([key, value]) =>
      typeof value === "string" && value !== "" ? [[key, value]] : [],
    )
    return Object.fromEntries(merged)
  }

  /** Refuses what Stripe does not know, and what the stand-in does not do: nothing is taken and left undone. */
  accept(names: readonly string[]): void {
    const unknown = Object.keys(this.#fields).find((name) => name !== "expand" && !names.includes(name))
    if (unknown === undefined) return
    const param = this.nameOf(unknown)
    throw refuse(`Received unknown parameter: ${param}`, { code: "parameter_unknown", param })
  }

  #values(name: string): FormValue[] | undefined {
    const value = this.#fields[name]
    if (value === undefined) return undefined
    if (value === "") return []
    if (Array.isArray(value)) return value
    throw refuse("Invalid array", { param: this.nameOf(name) })
  }
}
