import type { FieldPath } from "@holdfast/protocol"
import type { ErrorObject } from "ajv"
import type { FastifyError, FastifyRequest } from "fastify"
import type { ApiError } from "./api-error.ts"

/** Why a request was refused, for whoever counts it; without what was sent. */
export interface Refusal {
  status: number
  code: string
  /** Of the schema, where that refused it. */
  violation: Violation | null
}

export interface Violation {
  path: FieldPath
  /** A sentence without its subject, such as "takes a boolean". */
  why: string
  value: unknown
}

const refusals = new WeakMap<FastifyRequest, Refusal>()

export function noteRefusal(
  request: FastifyRequest,
  { status, code }: ApiError,
  { validation }: Pick<FastifyError, "validation">,
): void {
  const first = validation?.[0] as ErrorObject | undefined
  refusals.set(request, { status, code, violation: first ? violationOf(first) : null })
}

/** Why the request was refused; null where it was not. */
export const refusalOf = (request: FastifyRequest): Refusal | null => refusals.get(request) ?? null

function violationOf({ instancePath, keyword, params, data }: ErrorObject): Violation {
  const path = instancePath
    .split("/")
    .slice(1)
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part.replaceAll("~1", "/").replaceAll("~0", "~")))
  if (keyword === "required")
    return { path: [...path, String(params.missingProperty)], why: "is missing", value: undefined }
  return { path, why: takes(keyword, params), value: data }
}

/** null means the same as leaving it out. */
const typeWords: Readonly<Record<string, string>> = {
  boolean: "true or false",
  string: "a text",
  number: "a number",
  integer: "a whole number",
  object: "an object",
  array: "a list",
}

function takes(keyword: string, { type, allowedValues, limit }: ErrorObject["params"]): string {
  if (keyword === "type") {
    const types = [type].flat().flatMap((each) => String(each).split(","))
    return `takes ${types.flatMap((each) => typeWords[each] ?? []).join(" or ")}`
  }
  if (keyword === "enum")
    return `takes one of ${allowedValues.filter((value: unknown) => value !== null).join(", ")}`
  if (keyword === "minimum") return `takes at least ${limit}`
  if (keyword === "maximum") return `takes at most ${limit}`
  if (keyword === "maxLength") return `takes at most ${limit} characters`
  if (keyword === "minLength") return `takes ${limit} or more characters`
  return "is not what is accepted there"
}
