import type { FastifyInstance, FastifyRequest } from "fastify"
import { ApiError } from "./api-error.ts"
import { assertStorable } from "./storable.ts"
import { mostContainers, thinOut } from "./thin-out.ts"
import { noteBrokenBody } from "./wire/app-id-of.ts"

declare module "fastify" {
  interface FastifyContextConfig {
    /** The route reads its body by `readBody`, which leaves out what cannot be stored. */
    readsBodyTolerantly?: true
  }
}

/**
 * The largest bodies, in bytes. A route that says nothing takes a short one: an email, a name, a choice.
 */
export const bodyLimits = {
  short: 4 * 1024,
  /** Ids, each of up to 500 characters, which JSON may write as 12 bytes each. */
  ids: 32 * 1024,
  /** An address of the dashboard with its search and filters. */
  address: 128 * 1024,
  /** The rules of a segment: 50, of up to 500 values. */
  rules: 256 * 1024,
  /** A content of a flow: 256 KB of it, as JSON may write them. */
  content: 512 * 1024,
  /** What a customer's page sends: whatever is more than is kept of it is left out. */
  session: 1024 * 1024,
} as const

/**
 * JSON, whatever the content type says: the widget sends `text/plain` so that no pre-flight stands before a
 * report. An empty body is an empty object: some calls of the contract have nothing to say.
 */
export function acceptBodies(app: FastifyInstance): void {
  const parseJson = app.getDefaultJsonParser("error", "error")
  const parse = (
    request: FastifyRequest,
    body: string,
    done: (error: Error | null, body?: unknown) => void,
  ) => {
    if (body === "") return done(null, {})
    const finish = (error: Error | null, value?: unknown) => {
      if (error) noteBrokenBody(request, body)
      done(error, value)
    }
    const thin = thinOut(body, request.routeOptions.config?.readsBodyTolerantly === true)
    if (thin === null) return finish(tooMany())
    return parseJson(request, thin, finish)
  }
  app.removeContentTypeParser(["application/json", "text/plain"])
  for (const type of ["application/json", "text/plain"]) {
    app.addContentTypeParser(type, { parseAs: "string" }, parse)
  }
  app.addHook("preValidation", (request, _reply, done) => {
    // both are short, and guards ask the database for what stands in the address
    assertStorable(request.params, "the address")
    assertStorable(request.query, "the query")
    // without any body and type these reach the handlers as an empty object, too
    if (["POST", "PATCH"].includes(request.method)) request.body ??= {}
    done()
  })
  app.addHook("onRoute", (route) => {
    if (route.config?.readsBodyTolerantly) return
    // a walk through all of a body is for those who may call the route: its guard stands before
    route.preValidation = [...[route.preValidation ?? []].flat(), assertBodyStorable]
  })
}

const tooMany = () =>
  new ApiError(
    422,
    "too_many_values",
    `The body has more than ${mostContainers.toLocaleString("en-US")} lists and objects; no more are accepted.`,
  )

async function assertBodyStorable({ body }: FastifyRequest): Promise<void> {
  if (body !== undefined) assertStorable(body)
}
