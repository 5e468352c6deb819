import { handlerNames } from "../callbacks.ts"
import type { FlowOptions } from "../options.ts"
import { meantName } from "./meant-name.ts"
import { mistakesBetween } from "./mistakes-between.ts"
import { ineffective, optionShapes, type Shape } from "./option-shapes.ts"

const handlers: readonly string[] = handlerNames

/** A list of thousands of faulty entries is one mistake. */
const maxMistakes = 20

/** What a value is, without saying it: it may be personal. */
function kindOf(value: unknown): string {
  if (value === "") return "an empty text"
  if (typeof value === "string") return "a text that does not fit"
  if (Array.isArray(value)) return "a list"
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "a date that is none" : "a date"
  if (typeof value === "object") return "an object"
  return typeof value === "number" || typeof value === "boolean" ? String(value) : `a ${typeof value}`
}

function read(value: unknown, key: string): unknown {
  try {
    return (value as Record<string, unknown>)[key]
  } catch {
    return undefined
  }
}

const list = (names: string[]) => names.join(", ").replace(/, ([^,]+)$/, " and $1")

function meant(name: string, known: string[]): string {
  const found = meantName(name, known)
  return found ? ` Did you mean ${found}?` : ""
}

function mistakesAt(path: string, value: unknown, shape: Shape): string[] {
  if (value === undefined || value === null) return []
  if (!shape.fits(value)) return [`${path} is ${kindOf(value)}; it takes ${shape.accepts}.`]
  if (shape.entries) {
    const { entries } = shape
    return (value as unknown[]).flatMap((each, i) => mistakesAt(`${path}[${i}]`, each, entries))
  }
  if (typeof value !== "object") return []
  const { keys, values, hint, listedIn } = shape
  if (values) {
    return Object.keys(value).flatMap((key) => mistakesAt(`${path}.${key}`, read(value, key), values))
  }
  if (!keys) return []
  const known = Object.keys(keys)
  return Object.keys(value).flatMap((key) => {
    const at = `${path}.${key}`
    const inside = Object.hasOwn(keys, key) ? keys[key] : undefined
    if (inside) return mistakesAt(at, read(value, key), inside)
    const help = meant(key, known) || (hint ? ` ${hint}` : "")
    return [`${at} is not kept; ${path} takes ${listedIn ?? list(known)}.${help}`]
  })
}

function mistakesOf(name: string, value: unknown): string[] {
  if (value === undefined || value === null) {
    // one that was called, and not passed, leaves what it gave back
    return handlers.includes(name) ? [`${name} is ${value}; it takes a function.`] : []
  }
  const shape = Object.hasOwn(optionShapes, name) ? optionShapes[name] : undefined
  if (shape) return mistakesAt(name, value, shape)
  if (ineffective.includes(name)) return [`${name} has no effect: Holdfast does not carry it out.`]
  return [`${name} is no option of init, and has no effect.${meant(name, Object.keys(optionShapes))}`]
}

/**
 * What is wrong with the options of a call, each in one sentence that names the option, for the page's engineer.
 * @param app the App ID that is used, from the options or from the script's address
 */
export function optionMistakes(options: FlowOptions, app: string): string[] {
  const found = Object.entries(options).flatMap(([name, value]) => mistakesOf(name, value))
  return [...found, ...mistakesBetween(options, app)].slice(0, maxMistakes)
}
