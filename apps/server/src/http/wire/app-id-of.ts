import type { FastifyRequest } from "fastify"

const inBrokenBody = new WeakMap<FastifyRequest, string>()

/** A body that is no JSON may still say whose it is. */
export function noteBrokenBody(request: FastifyRequest, body: string): void {
  const [, appId] = /"app"\s*:\s*"([A-Za-z0-9_-]{1,100})"/.exec(body) ?? []
  if (appId !== undefined) inBrokenBody.set(request, appId)
}

/** The App ID that a client named, in its address, its headers or its body; null where it named none. */
export function appIdOf(request: FastifyRequest): string | null {
  const { params, headers, body } = request
  const named =
    textIn(params, "appId") ?? textIn(headers, "x-ck-app") ?? textIn(body, "app") ?? inBrokenBody.get(request)
  return named ?? null
}

function textIn(value: unknown, name: string): string | undefined {
  if (typeof value !== "object" || value === null) return undefined
  const field = (value as Record<string, unknown>)[name]
  return typeof field === "string" && field !== "" ? field : undefined
}
