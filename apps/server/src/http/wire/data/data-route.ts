import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify"
import { type TObject, type TSchema, Type } from "typebox"
import type { ApiUsage } from "../../../account/api-usage.ts"
import { programOf } from "../../access.ts"
import { security } from "../../openapi.ts"
import type { Services } from "../../services.ts"
import { compileSchema } from "../../validation.ts"
import { evenQuery } from "./even-query.ts"
import { speakFor } from "./speak-for.ts"

export interface DataRoute {
  /** Below `/v1/data/`. */
  path: string
  /** Also below `/v1/data/warehouse/`, for clients that know a slower copy there. */
  twin: boolean
  operationId: string
  schema: { summary: string; description: string; params?: TObject; querystring: TObject; response: object }
}

/** One that changes something. */
export interface DataChangeRoute {
  /** Below `/v1/data/`; where it begins with a slash, as it stands. */
  path: string
  operationId: string
  bodyLimit: number
  /** The route reads its body by the tolerant reader, and refuses by itself what may not be guessed. */
  readsBodyTolerantly?: true
  schema: { summary: string; description: string; params: TObject; body: TSchema; response: object }
}

/** What each route of the Data API is made with. */
export interface DataRoutes {
  services: Services
  /** Adds a route for programs with a data key: counted, and answered in the name of the key's workspace. */
  get<Query, Params = unknown>(
    route: DataRoute,
    answer: (
      request: FastifyRequest<{ Querystring: Query; Params: Params }>,
      reply: FastifyReply,
    ) => Promise<unknown>,
  ): void
  /** The same for one that changes something. */
  post<Asked extends { Params: unknown; Body: unknown }>(
    route: DataChangeRoute,
    answer: (request: FastifyRequest<Asked>, reply: FastifyReply) => Promise<unknown>,
  ): void
}

const compileAllButBody: typeof compileSchema = (part) =>
  part.httpPart === "body" ? () => true : compileSchema(part)

export function createDataRoutes(app: FastifyInstance, services: Services, usage: ApiUsage): DataRoutes {
  /** Counts a call, and says in whose name it is answered. */
  const speak = (request: FastifyRequest, reply: FastifyReply, url: string) => {
    const { workspace } = programOf(request)
    usage.count(workspace, url, services.now())
    speakFor(reply, workspace)
  }
  const about = { tags: ["Data API"], security: security.dataKey }
  return {
    services,
    post({ path, operationId, bodyLimit, readsBodyTolerantly, schema }, answer) {
      const url = path.startsWith("/") ? path : `/v1/data/${path}`
      app.route({
        method: "POST",
        url,
        bodyLimit,
        config: { access: "data-key", ...(readsBodyTolerantly && { readsBodyTolerantly }) },
        ...(readsBodyTolerantly && { validatorCompiler: compileAllButBody }),
        preValidation: async (request, reply) => speak(request, reply, url),
        schema: {
          querystring: Type.Object({}, { additionalProperties: false }),
          ...schema,
          ...about,
          operationId,
        },
        handler: (request, reply) => answer(request as never, reply),
      })
    },
    get<Query, Params = unknown>(
      { path, twin, operationId, schema }: DataRoute,
      answer: (
        request: FastifyRequest<{ Querystring: Query; Params: Params }>,
        reply: FastifyReply,
      ) => Promise<unknown>,
    ) {
      const add = (url: string, id: string, summary: string) =>
        app.get<{ Querystring: Query; Params: Params }>(
          url,
          {
            config: { access: "data-key" },
            preValidation: async (request, reply) => {
              speak(request, reply, url)
              evenQuery(request.query as Record<string, unknown>, schema.querystring.properties)
            },
            schema: { ...schema, ...about, summary, operationId: id },
          },
          (request, reply) => answer(request, reply),
        )
      const { summary } = schema
      add(`/v1/data/${path}`, operationId, summary)
      if (twin)
        add(`/v1/data/warehouse/${path}`, `${operationId}OfWarehouse`, `${summary} (the same as above)`)
    },
  }
}
