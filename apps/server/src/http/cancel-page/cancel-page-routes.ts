import { readFileSync } from "node:fs"
import { join } from "node:path"
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify"
import { Type } from "typebox"
import { chooseReturnAddress } from "../../account/return-addresses.ts"
import { languages } from "../../flow/present/words/choose-words.ts"
import { describeError } from "../../log/describe-error.ts"
import { root } from "../../root.ts"
import { ApiError } from "../api-error.ts"
import { preferredLanguage } from "../preferred-language.ts"
import type { Services } from "../services.ts"
import { admitByBody, refusingRarely } from "../wire/admit.ts"
import { type CancelPage, renderCancelPage } from "./render-cancel-page.ts"

const own = join(root, "apps/server/src/http/cancel-page")
const files = [
  ["/cancel/page.js", "page.js", "text/javascript; charset=utf-8"],
  ["/cancel/page.css", "page.css", "text/css; charset=utf-8"],
] as const

/** Our own scripts and styles, the merchant's logo, and requests to this server; no other page may put it into a frame. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' https: data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join("; ")

/** Each may come more than once, or be anything. */
const Query = Type.Object({
  token: Type.Optional(Type.Unknown()),
  return: Type.Optional(Type.Unknown()),
  lang: Type.Optional(Type.Unknown()),
})
interface Link {
  Params: { appId: string }
  Querystring: { token?: unknown; return?: unknown; lang?: unknown }
}

const textOf = (value: unknown) => (typeof value === "string" && value !== "" ? value : null)

const tags = Object.keys(languages).map((lang) => (lang === "sp" ? "es" : lang))
const langIn = (header: string) =>
  preferredLanguage(header.replaceAll("_", "-").replace(/\bsp\b/gi, "es"), tags)?.replace("es", "sp") ?? null

/**
 * `/cancel/APPID?token=hf2_…`: a page of ours with the flow in it, for mails and help desks. `return` names one of the
 * workspace's return addresses, `lang` a language. A link that proves nobody ends in a calm sentence, and opens no session.
 */
export function cancelPageRoutes(app: FastifyInstance, services: Services): void {
  for (const [url, file, type] of files) {
    const content = readFileSync(join(own, file), "utf8")
    app.get(url, (_request, reply) =>
      reply.type(type).header("cache-control", "public, max-age=300").send(content),
    )
  }
  const config = { access: "public", rateLimit: { max: 300, timeWindow: "1 minute" } } as const
  app.get<Link>("/cancel/:appId", { config, schema: { querystring: Query } }, async (request, reply) => {
    const { appId } = request.params
    const { query, headers } = request
    const named = langIn(textOf(query.lang) ?? "")
    const judged = await judge(services, request, reply)
    const page: CancelPage = {
      appId,
      lang: named ?? langIn(headers["accept-language"] ?? "") ?? "en",
      isLangNamed: named !== null,
      state: judged.status === 200 ? "flow" : "invalid",
      returnAddress: chooseReturnAddress(judged.returnAddresses, textOf(query.return)),
    }
    return reply
      .code(judged.status)
      .type("text/html; charset=utf-8")
      .headers({
        "cache-control": "no-store",
        "content-security-policy": policy,
        "referrer-policy": "no-referrer",
        "x-frame-options": "DENY",
        vary: "accept-language",
      })
      .send(renderCancelPage(page))
  })
}

interface Judged {
  status: number
  returnAddresses: readonly string[]
}

/**
 * Whether the link's token is good. Without one the page is loaded again, and the browser has it; a fault of ours leaves the
 * question to the flow, which can cancel without us.
 */
async function judge(
  services: Services,
  request: FastifyRequest<Link>,
  reply: FastifyReply,
): Promise<Judged> {
  const { appId } = request.params
  const token = textOf(request.query.token)
  const known = { status: 200, returnAddresses: [] as readonly string[] }
  try {
    const entry = await services.directory.find(appId)
    if (!entry) return { status: 404, returnAddresses: [] }
    known.returnAddresses = entry.workspace.returnAddresses
    if (token === null) return known
    const rules = { mustBeFresh: true, mayBeUnverified: false }
    await refusingRarely(services, request, reply, () => admitByBody(services, { app: appId, token }, rules))
    return known
  } catch (error) {
    if (!(error instanceof ApiError)) {
      request.log.warn(describeError(error), "a cancel link could not be checked")
      return known
    }
    request.log.info({ reason: error.code }, "a cancel link was refused")
    return { ...known, status: error.status }
  }
}
