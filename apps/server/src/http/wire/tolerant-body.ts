import { evenSubscriptions } from "@holdfast/protocol"
import { type Ignored, readTolerantly } from "@holdfast/protocol/schema"
import type { FastifyRequest, preValidationAsyncHookHandler } from "fastify"
import { findUnstorable } from "../find-unstorable.ts"
import { compileSchema } from "../validation.ts"

/** With a body of this length nothing needs to be bounded. */
const smallBytes = 8 * 1024

const ignoredIn = new WeakMap<FastifyRequest, readonly Ignored[]>()

/** Names in an answer the fields of the body that were not kept as they came, where there are any. */
export function withIgnored<T extends object>(request: FastifyRequest, answer: T) {
  const ignored = ignoredIn.get(request)
  return ignored ? { ...answer, ignored } : answer
}

/**
 * Reads a body that is worth more than any of its fields: what cannot be read is left out, and the check of the schema
 * that follows refuses only what may not be guessed. A body that is right is taken as it came.
 */
export function readBody(schema: object): preValidationAsyncHookHandler {
  const isRight = compileSchema({ schema, httpPart: "body", method: "POST", url: "" })
  return async (request) => {
    const body = withEvenSubscriptions(request.body)
    request.body = body
    const isSmall = Number(request.headers["content-length"]) <= smallBytes
    if (isSmall && isRight(body) && findUnstorable(body, "the body") === null) return
    const { value, ignored } = readTolerantly(schema, body)
    request.body = value
    if (ignored.length > 0) ignoredIn.set(request, ignored)
  }
}

function withEvenSubscriptions(body: unknown): unknown {
  const has = typeof body === "object" && body !== null && "subscriptions" in body
  return has ? { ...body, subscriptions: evenSubscriptions(body.subscriptions) } : body
}
