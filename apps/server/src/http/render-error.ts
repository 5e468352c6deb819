import { randomUUID } from "node:crypto"
import type { ApiErrorBody } from "@holdfast/protocol/dashboard"
import type { ErrorObject } from "ajv"
import type { FastifyError, FastifyReply, FastifyRequest } from "fastify"
import { isDatabaseAway } from "../db/is-database-away.ts"
import { describeError } from "../log/describe-error.ts"
import { ApiError } from "./api-error.ts"
import { noteRefusal } from "./refusal-of.ts"
import { sentenceFor } from "./validation.ts"
import { whoAsks } from "./who-asks.ts"

/** PostgreSQL: the statement was cancelled, because it took too long. */
const queryCanceled = "57014"
/** When something that passes is worth another try. */
const retryAfterSeconds = 5

/**
 * The one place where errors become answers. The public wire gets a plain sentence, as its clients expect; the
 * dashboard gets `ApiErrorBody`. What nobody foresaw is logged with an id, and the answer shows only that id.
 * @param readTimeoutMs when PostgreSQL stops a question, to say so
 */
export const errorRenderer =
  (readTimeoutMs: number) =>
  (error: FastifyError | ApiError, request: FastifyRequest, reply: FastifyReply): void => {
    const known = toApiError(error, request) ?? toPassing(error, request, readTimeoutMs)
    if (known) {
      noteRefusal(request, known, error as FastifyError)
      renderKnown(known, request, reply)
    } else renderUnknown(error, request, reply)
  }

function renderKnown(
  { code, status, message, beside }: ApiError,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  request.log.info({ code, status, ...whoAsks(request) }, "refused")
  send(request, reply, status, { code, message }, beside)
}

function renderUnknown(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const id = randomUUID()
  request.log.error({ errorId: id, ...describeError(error) }, "unexpected error")
  const message = `Something went wrong in Holdfast. Nothing was half saved. Quote ${id} to the operator.`
  send(request, reply, 500, { code: "internal", message, id })
}

/** What a smaller question, or the same one a little later, would not run into. */
function toPassing(error: FastifyError, request: FastifyRequest, readTimeoutMs: number): ApiError | null {
  if (error.code === queryCanceled) {
    // a report has no dates to narrow: the operator's own limit stopped it
    if (request.method !== "GET")
      return new ApiError(
        503,
        "too_slow",
        "This took too long and was stopped. Nothing was half saved; send it again.",
      )
    const seconds = readTimeoutMs / 1000
    return new ApiError(
      503,
      "too_slow",
      `This took longer than ${seconds} ${seconds === 1 ? "second" : "seconds"} and was stopped; narrow the dates or the search.`,
    )
  }
  // of the pool, which gives it no code
  if (error.message === "timeout exceeded when trying to connect") {
    return new ApiError(503, "busy", "Too much is being read at once; try again in a moment.")
  }
  if (!isDatabaseAway(error)) return null
  request.log.warn(describeError(error), "the database does not answer")
  return new ApiError(
    503,
    "database_away",
    "The database does not answer right now. Nothing was half saved; try again in a few seconds.",
  )
}

function inWords(bytes: number): string {
  return bytes < 1024 * 1024 ? `${bytes / 1024} kB` : `${bytes / (1024 * 1024)} MB`
}

function toApiError(error: FastifyError | ApiError, request: FastifyRequest): ApiError | null {
  if (error instanceof ApiError) return error
  const violation = error.validation?.[0]
  if (violation)
    return new ApiError(422, "invalid", sentenceFor(violation as ErrorObject, error.validationContext))
  if (error.code === "FST_ERR_CTP_BODY_TOO_LARGE") {
    const { bodyLimit } = request.routeOptions
    return new ApiError(413, "too_large", `The body is too large; at most ${inWords(bodyLimit)} is accepted.`)
  }
  if (error.code === "FST_ERR_CTP_INVALID_MEDIA_TYPE") {
    return new ApiError(415, "media_type", "The content type is not accepted here; send application/json.")
  }
  if (/prototype property/.test(error.message)) {
    return new ApiError(
      400,
      "forbidden_key",
      "The body has a key __proto__ or constructor.prototype, which is not accepted.",
    )
  }
  if (error instanceof SyntaxError || error.code === "FST_ERR_CTP_INVALID_JSON_BODY") {
    return new ApiError(400, "not_json", "The body is not valid JSON.")
  }
  const status = error.statusCode ?? 500
  if (status === 429)
    return new ApiError(429, "too_many", "Too many requests from this address; wait a minute.")
  return status >= 400 && status < 500 ? new ApiError(status, "refused", error.message) : null
}

function send(
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  error: ApiErrorBody["error"],
  beside: ApiError["beside"] = {},
): void {
  if (status === 503) void reply.header("retry-after", retryAfterSeconds)
  if (asksForJson(request)) void reply.code(status).send({ message: error.message })
  else if (request.url.startsWith("/v1/"))
    void reply.code(status).type("text/plain; charset=utf-8").send(error.message)
  else void reply.code(status).send({ ...beside, error } satisfies ApiErrorBody)
}

/** Clients of the Data API that take JSON alone look for the sentence in its `message`; the older ones nowhere else. */
const asksForJson = ({ url, headers }: FastifyRequest): boolean =>
  url.startsWith("/v1/data/") && headers.accept?.trim() === "application/json"
