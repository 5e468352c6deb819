import type { FastifyInstance, FastifyRequest } from "fastify"
import { assertStorable } from "./storable.ts"
import { noteBrokenBody } from "./wire/app-id-of.ts"

declare module "fastify" {
  interface FastifyContextConfig {
    /** The route reads its body by `readBody`, which leaves out what cannot be stored. */
    readsBodyTolerantly?: true
  }
}

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
    return parseJson(request, body, (error: Error | null, value?: unknown) => {
      if (error) noteBrokenBody(request, body)
      done(error, value)
    })
  }
  app.removeContentTypeParser(["application/json", "text/plain"])
  for (const type of ["application/json", "text/plain"]) {
    app.addContentTypeParser(type, { parseAs: "string" }, parse)
  }
  app.addHook("preValidation", async (request) => {
    assertStorable(request.params, "the address")
    assertStorable(request.query, "the query")
    // without any body and type these reach the handlers as an empty object, too
    if (["POST", "PATCH"].includes(request.method)) request.body ??= {}
    if (request.body !== undefined && !request.routeOptions.config.readsBodyTolerantly)
      assertStorable(request.body)
  })
}
