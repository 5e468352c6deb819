import swagger from "@fastify/swagger"
import type { FastifyInstance } from "fastify"

/** Names of the schemes below, for the `security` of routes. All of one entry must be there. */
export const security = {
  dataKey: [{ app: [], dataKey: [] }],
  configKey: [{ app: [], configKey: [] }],
  customer: [
    { app: [], customer: [], customerHash: [] },
    { app: [], flowToken: [] },
  ],
  /** The proof lies in the body. */
  body: [],
} as const

const header = (name: string, description: string) =>
  ({ type: "apiKey", in: "header", name, description }) as const

/**
 * Describes the public API, which is everything below `/v1/`, as OpenAPI 3.1, out of the schemas of its routes. Must come
 * before them. It names no server: wherever it was read from is where the API is.
 */
export async function describeApi(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "Holdfast",
        version: "1",
        description:
          "The record of a cancel flow: the ways in for the customer's browser, and the Data API for programs. Refusals are one plain sentence.",
        license: { name: "MIT", identifier: "MIT" },
      },
      tags: [
        { name: "Data API", description: "For programs with a data key." },
        { name: "Flows as code", description: "For programs with a config key: drafts, versions, segments." },
        { name: "Clients of the public contract", description: "What the open client SDKs call." },
        { name: "Billing", description: "What billing systems and your own programs tell of subscriptions." },
        { name: "Widget", description: "What Holdfast's own script in the customer's browser calls." },
      ],
      components: {
        securitySchemes: {
          app: header("x-ck-app", "App ID of the workspace"),
          dataKey: header("x-ck-api-key", "a data key; its kind decides between live and test sessions"),
          configKey: header("x-ck-api-key", "a config key, which reads and writes flows"),
          customer: header("x-ck-customer", "the merchant's customer id"),
          customerHash: header("x-ck-authorization", "HMAC-SHA256 of it with the flow key, in hex"),
          flowToken: header("x-hf-token", "a flow token, in place of customer and hash"),
        },
      },
    },
    hideUntagged: false,
    transform({ schema, url: route }) {
      const isPublic = route.startsWith("/v1/")
      return { schema: { ...withoutDefaulted(schema), ...(!isPublic && { hide: true }) }, url: route }
    },
  })
}

/** A parameter with a default need not be sent, though a handler always finds it. */
function withoutDefaulted<S extends { querystring?: unknown }>(schema: S): S {
  const query = schema?.querystring as
    | { properties?: Record<string, { default?: unknown }>; required?: string[] }
    | undefined
  if (!query?.required) return schema
  const required = query.required.filter((name) => query.properties?.[name]?.default === undefined)
  return { ...schema, querystring: { ...query, required } }
}
