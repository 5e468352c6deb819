/** Says what a value must be, as the end of a sentence that begins with its name; null where it is that. Never the value itself. */
export type Check = (value: unknown) => string | null

const must = (isIt: boolean, what: string) => (isIt ? null : `must be ${what}`)

export const whole =
  (least: number, most: number): Check =>
  (value) =>
    must(
      Number.isInteger(value) && Number(value) >= least && Number(value) <= most,
      `a whole number from ${least} to ${most}`,
    )

export const amount: Check = (value) =>
  must(
    typeof value === "number" && value >= 0 && value <= 1_000_000_000_000,
    "a number from 0 to 1000000000000",
  )

export const text =
  (most: number): Check =>
  (value) =>
    must(
      typeof value === "string" && value.length <= most && value.isWellFormed(),
      `a text of at most ${most} characters`,
    )

export const matching =
  (pattern: RegExp, what: string): Check =>
  (value) =>
    must(typeof value === "string" && value.length <= 200 && pattern.test(value), what)

export const oneOf =
  (words: readonly unknown[]): Check =>
  (value) =>
    must(words.includes(value), `one of ${words.join(", ")}`)

export const orNull =
  (check: Check): Check =>
  (value) => {
    const fault = value === null ? null : check(value)
    return fault && `${fault}, or null`
  }

export const flag: Check = (value) => must(typeof value === "boolean", "true or false")
/** As a move spells it. */
export const bit: Check = oneOf([0, 1])

/** A list, in which each entry is right. */
export const listOf =
  (most: number, entry: Check): Check =>
  (value) => {
    if (!Array.isArray(value) || value.length > most) return `must be a list of at most ${most}`
    const at = value.findIndex((each) => entry(each) !== null)
    return at < 0 ? null : `has an entry ${at} that ${entry(value[at])}`
  }

/** A list of so many entries, each of its own kind. */
export const tuple =
  (...entries: readonly (readonly [name: string, check: Check])[]): Check =>
  (value) => {
    if (!Array.isArray(value) || value.length !== entries.length)
      return `must be a list of ${entries.length}: ${entries.map(([name]) => name).join(", ")}`
    for (const [i, [name, check]] of entries.entries()) {
      const fault = check(value[i])
      if (fault) return `has a ${name} that ${fault}`
    }
    return null
  }

/** An object with these keys, no more and no fewer. */
export const closed =
  (keys: Readonly<Record<string, Check>>): Check =>
  (value) => {
    const names = Object.keys(keys)
    if (!isObject(value)) return `must be an object of ${names.join(", ")}`
    const unknown = Object.keys(value).find((key) => !Object.hasOwn(keys, key))
    if (unknown !== undefined) return "has a key that is unknown"
    for (const [name, check] of Object.entries(keys)) {
      const fault = Object.hasOwn(value, name) ? check(value[name]) : "is missing"
      if (fault) return `has a ${name} that ${fault}`
    }
    return null
  }

/** An object with keys and values of a kind. */
export const mapOf =
  (most: number, key: Check, check: Check): Check =>
  (value) => {
    if (!isObject(value) || Object.keys(value).length > most)
      return `must be an object of at most ${most} keys`
    for (const [name, each] of Object.entries(value)) {
      const keyFault = key(name)
      if (keyFault) return `has a key that ${keyFault}`
      const fault = check(each)
      if (fault) return `has a ${name} that ${fault}`
    }
    return null
  }

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value)
