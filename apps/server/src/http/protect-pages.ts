import { IncomingMessage, ServerResponse } from "node:http"
import { Socket } from "node:net"
import type { FastifyInstance } from "fastify"
import helmet from "helmet"

/**
 * Sends with each answer the headers that tell browsers what a page of ours may do. They are the same in all answers, so
 * the library is asked once.
 * @param url where the server is reached
 */
export function protectPages(app: FastifyInstance, url: string): void {
  const headers = headersFor(url)
  app.addHook("onRequest", (_request, reply, done) => {
    for (const [name, value] of headers) reply.raw.setHeader(name, value)
    done()
  })
}

/** What the library puts into an answer that nobody is sent. */
function headersFor(url: string): readonly (readonly [string, string])[] {
  const request = new IncomingMessage(new Socket())
  const answer = new ServerResponse(request)
  helmet(helmetOptions(url))(request, answer, (error) => {
    if (error) throw error
  })
  return Object.entries(answer.getHeaders()).map(([name, value]) => [name, String(value)])
}

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
