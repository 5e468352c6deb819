import type { FastifyInstance } from "fastify"
import { addressHeader } from "../../account/auth.ts"
import type { Services } from "../services.ts"

/** Hands `/api/auth/*` to better-auth, which answers a web `Request`. */
export function authRoutes(app: FastifyInstance, services: Services): void {
  app.route({
    method: ["GET", "POST"],
    url: "/api/auth/*",
    config: { access: "public" },
    async handler(request, reply) {
      const headers = new Headers()
      for (const [name, value] of Object.entries(request.headers)) {
        if (value !== undefined) headers.set(name, [value].flat().join(", "))
      }
      headers.set(addressHeader, request.ip)
      const hasBody = request.method === "POST" && request.body !== undefined
      const answer = await services.auth.handler(
        new Request(new URL(request.url, services.url), {
          method: request.method,
          headers,
          ...(hasBody && { body: JSON.stringify(request.body) }),
        }),
      )
      void reply.code(answer.status)
      for (const [name, value] of answer.headers) if (name !== "set-cookie") void reply.header(name, value)
      const cookies = answer.headers.getSetCookie()
      if (cookies.length > 0) void reply.header("set-cookie", cookies)
      return reply.send(Buffer.from(await answer.arrayBuffer()))
    },
  })
}
