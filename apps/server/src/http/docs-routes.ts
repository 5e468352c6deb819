import { createHash } from "node:crypto"
import reader from "@scalar/fastify-api-reference"
import type { FastifyInstance } from "fastify"

/**
 * The API's description at `/docs/openapi.json`, and a page to read it at `/docs/`. Everything comes from this server:
 * the reader's script lies in its package, and nothing else is asked for anything.
 */
export async function docsRoutes(app: FastifyInstance): Promise<void> {
  await app.register(async (docs) => {
    docs.addHook("onRoute", (route) => {
      route.config = { ...route.config, access: "public" }
    })
    docs.addHook("onSend", async (_request, reply, payload) => {
      const type = String(reply.getHeader("content-type"))
      if (type.startsWith("text/html")) allowInlineScripts(reply, String(payload))
      void reply.header("cache-control", "no-cache")
      return payload
    })
    await docs.register(reader, {
      routePrefix: "/docs",
      configuration: {
        pageTitle: "Holdfast API",
        withDefaultFonts: false,
        telemetry: false,
        hideClientButton: true,
        agent: { disabled: true },
        mcp: { disabled: true },
        showDeveloperTools: "never",
        defaultHttpClient: { targetKey: "shell", clientKey: "curl" },
      },
    })
  })
}

interface Headers {
  getHeader(name: string): unknown
  header(name: string, value: string): unknown
}

/** The page configures its script in line; the policy lets exactly that text run, and no other. */
function allowInlineScripts(reply: Headers, html: string): void {
  const hashes = [...html.matchAll(/<script\b[^>]*>(.*?)<\/script>/gs)].flatMap(([, text]) =>
    text ? [`'sha256-${createHash("sha256").update(text).digest("base64")}'`] : [],
  )
  const policy = String(reply.getHeader("content-security-policy"))
  reply.header(
    "content-security-policy",
    policy.replace("script-src 'self'", ["script-src 'self'", ...hashes].join(" ")),
  )
}
