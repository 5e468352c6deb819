import type { FastifyInstance, FastifyReply, FastifyRequest, RouteShorthandOptions } from "fastify"
import { type TSchema, Type } from "typebox"
import type { ApiUsage } from "../../../account/api-usage.ts"
import type { FlowChange } from "../../../flow/edit/flow-change.ts"
import { configurerOf } from "../../access.ts"
import { security } from "../../openapi.ts"
import type { Services } from "../../services.ts"
import { speakFor } from "../data/speak-for.ts"

export interface ConfigRoute {
  method: "GET" | "PUT" | "POST" | "PATCH" | "DELETE"
  /** Below `/v1/data/`. */
  path: string
  operationId: string
  /** Where it stands in the reference; with the flows unless it says so. */
  tag?: string
  schema: {
    summary: string
    description: string
    params?: TSchema
    querystring?: TSchema
    body?: TSchema
    response: object
  }
  bodyLimit?: number
}

/** What each route for config keys is made with. */
export interface ConfigRoutes {
  services: Services
  /** Adds a route for programs with a config key: counted, and answered in the name of the key's workspace. */
  add<Asked extends { Params?: unknown; Querystring?: unknown; Body?: unknown }>(
    route: ConfigRoute,
    answer: (request: FastifyRequest<Asked>, reply: FastifyReply) => Promise<unknown>,
  ): void
}

export function createConfigRoutes(app: FastifyInstance, services: Services, usage: ApiUsage): ConfigRoutes {
  return {
    services,
    add({ method, path, operationId, tag = "Flows as code", schema, bodyLimit }, answer) {
      const url = `/v1/data/${path}`
      const options: RouteShorthandOptions = {
        ...(bodyLimit !== undefined && { bodyLimit }),
        config: { access: "config-key" },
        preValidation: async (request, reply) => {
          const { workspace } = configurerOf(request)
          usage.count(workspace, url, services.now())
          speakFor(reply, workspace)
        },
        schema: {
          querystring: noQuery,
          ...schema,
          operationId,
          tags: [tag],
          security: security.configKey,
        },
      }
      app.route({ ...options, method, url, handler: (request, reply) => answer(request as never, reply) })
    },
  }
}

/** A misspelt parameter is told, and not ignored. */
const noQuery = Type.Object({}, { additionalProperties: false })

/** The config key as whoever changes a flow. */
export function changeByKey(request: FastifyRequest, now: Date): FlowChange {
  const { workspace, keyId, keyName } = configurerOf(request)
  return {
    workspaceId: workspace.id,
    actor: { kind: "key", id: keyId, name: keyName, address: request.ip },
    now,
  }
}
