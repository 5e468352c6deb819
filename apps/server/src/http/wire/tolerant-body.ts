import type { FieldPath } from "@holdfast/protocol"
import { evenSubscriptions } from "@holdfast/protocol"
import { type Ignored, readTolerantly } from "@holdfast/protocol/schema"
import type { FastifyRequest, preValidationAsyncHookHandler } from "fastify"
import { fieldShape } from "../../session/health/field-shape.ts"
import type { Problem } from "../../session/health/problem.ts"
import { valueShape } from "../../session/health/value-shape.ts"
import { bodyLimits } from "../bodies.ts"
import { findUnstorable } from "../find-unstorable.ts"
import { compileBody } from "../validation.ts"

/** With a body of this length nothing needs to be bounded. */
const smallBytes = 8 * 1024

const ignoredIn = new WeakMap<FastifyRequest, readonly Ignored[]>()

type LeftOut = Pick<Problem, "field" | "why" | "example">

const leftOutIn = new WeakMap<FastifyRequest, readonly LeftOut[]>()

/** The same without any value, each kind of it once, for the page Health; null where all was kept. */
export const leftOutOf = (request: FastifyRequest): readonly LeftOut[] | null =>
  leftOutIn.get(request) ?? null

/** What of the body was not kept as it came. */
export const ignoredOf = (request: FastifyRequest): readonly Ignored[] => ignoredIn.get(request) ?? none

const none: readonly Ignored[] = []

/** Names in an answer the fields of the body that were not kept as they came, where there are any. */
export function withIgnored<T extends object>(request: FastifyRequest, answer: T) {
  const ignored = ignoredIn.get(request)
  return ignored ? { ...answer, ignored } : answer
}

/**
 * For a route that reads its body by `readBody`, which checks it: the framework's own check would be the same once more,
 * on the way that every report takes. What such a route takes besides its body is text in any case.
 */
export const takesSession = {
  bodyLimit: bodyLimits.session,
  validatorCompiler: () => () => true,
} as const

/**
 * Reads a body that is worth more than any of its fields: what cannot be read is left out, and the check of the schema
 * refuses only what may not be guessed. A body that is right is taken as it came.
 * @throws as the framework does where the schema refuses the body
 */
export function readBody(schema: object): preValidationAsyncHookHandler {
  const isRight = compileBody(schema)
  return async (request) => {
    const { body } = request
    evenOut(body)
    const isSmall = Number(request.headers["content-length"]) <= smallBytes
    if (isSmall && isRight(body) && findUnstorable(body, "the body") === null) return
    const leftOut = new Map<string, LeftOut>()
    const { value, ignored } = readTolerantly(schema, body, (path, why) => {
      const field = fieldShape(path)
      leftOut.set(`${field} ${why}`, { field, why, example: shapeAt(body, path) })
    })
    request.body = value
    if (ignored.length > 0) {
      ignoredIn.set(request, ignored)
      leftOutIn.set(request, [...leftOut.values()])
    }
    if (isRight(value)) return
    throw Object.assign(new Error("The body is not what is accepted here."), {
      validation: isRight.errors,
      validationContext: "body",
      statusCode: 400,
    })
  }
}

/** Of what was sent there; null where it stands there only as it was read. */
function shapeAt(body: unknown, path: FieldPath): string | null {
  let value = body
  for (const part of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, part)) return null
    value = (value as Record<string | number, unknown>)[part]
  }
  return valueShape(value)
}

/** In place: nobody else has the body, and a copy of all its fields may be most of what a hostile one costs. */
function evenOut(body: unknown): void {
  if (typeof body !== "object" || body === null || !("subscriptions" in body)) return
  body.subscriptions = evenSubscriptions(body.subscriptions)
}
