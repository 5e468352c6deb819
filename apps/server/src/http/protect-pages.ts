import type { ServerResponse } from "node:http"
import helmet from "@fastify/helmet"
import type { FastifyInstance } from "fastify"

/**
 * Sends with each answer the headers that tell browsers what a page of ours may do. They are the same in all answers: the
 * library, which would put each policy together anew, is asked with the first request alone.
 * @param url where the server is reached
 */
export async function protectPages(app: FastifyInstance, url: string): Promise<void> {
  await app.register(helmet, { ...helmetOptions(url), global: false })
  let headers: ReturnType<typeof ownHeaders> | null = null
  app.addHook("onRequest", (_request, reply, done) => {
    if (headers === null) {
      reply.helmet()
      headers = ownHeaders(reply.raw)
    } else for (const [name, value] of headers) reply.raw.setHeader(name, value)
    done()
  })
}

const ownHeaders = (answer: ServerResponse) =>
  Object.entries(answer.getHeaders()).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  )

function helmetOptions(url: string) {
  const isHttps = url.startsWith("https:")
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        // the component library writes its theme into style elements
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", "data:"],
        fontSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: isHttps && { maxAge: 31_536_000, includeSubDomains: false },
    // the widget's script is made for other sites
    crossOriginResourcePolicy: { policy: "cross-origin" as const },
    crossOriginOpenerPolicy: false,
  }
}
